package dev.arbor.server.outside;

import jakarta.enterprise.context.ApplicationScoped;

/** A call that does no harm when it is made twice. */
@ApplicationScoped
public class IdempotentCall extends OutsideCall {

    @Override
    public String definitionId() {
        return "outside_idempotent_v1";
    }

    @Override
    public boolean idempotent() {
        return true;
    }
}

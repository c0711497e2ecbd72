package dev.arbor.server.outside;

import jakarta.enterprise.context.ApplicationScoped;

/** A call that must not be made twice unless a person says so. */
@ApplicationScoped
public class OnceOnlyCall extends OutsideCall {

    @Override
    public String definitionId() {
        return "outside_once_v1";
    }

    @Override
    public boolean idempotent() {
        return false;
    }
}

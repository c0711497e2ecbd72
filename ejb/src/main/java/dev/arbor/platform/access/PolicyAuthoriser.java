package dev.arbor.platform.access;

import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.api.Authoriser;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.Permissions;
import dev.arbor.platform.api.Right;
import dev.arbor.platform.api.Subject;
import dev.arbor.platform.ksl.Ksl;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Judges by the security policies of the space, the kapps and the forms. Space administrators may do everything. A policy
 * that is not defined, throws or does not end denies, and the log tells so.
 */
@ApplicationScoped
public class PolicyAuthoriser implements Authoriser {

    private static final Permissions EVERYTHING = new Permissions() {
        @Override
        public boolean may(Right right, Subject subject) {
            return true;
        }

        @Override
        public void demand(Right right, Subject subject) {
            // Whoever has it may do everything.
        }
    };

    private final Transactions transactions;
    private final Ksl ksl;
    private final Scopes scopes;
    private final Identities identities;
    private final PolicyLog log;

    /** For the container's proxy. */
    protected PolicyAuthoriser() {
        this(null, null, null, null, null);
    }

    @Inject
    public PolicyAuthoriser(Transactions transactions, Ksl ksl, Scopes scopes, Identities identities, PolicyLog log) {
        this.transactions = transactions;
        this.ksl = ksl;
        this.scopes = scopes;
        this.identities = identities;
        this.log = log;
    }

    @Override
    public Permissions permissions(Identity who) {
        if (who.spaceAdmin()) {
            return EVERYTHING;
        }
        Ground ground = new Ground(transactions, scopes, identities.of(who));
        return new JudgedPermissions(who, ground, new Verdicts(ksl, ground, log), log);
    }
}

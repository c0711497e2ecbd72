package dev.arbor.platform.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Workflows: trees that events start (integrator spec 4.8). Documents are flat. Everything may throw
 * {@link PlatformRefusal}, and {@link dev.arbor.engine.api.Refusal} for what is wrong with a tree.
 */
public interface Workflows {

    /**
     * What workflows are registered for.
     *
     * @param kapp the slug of a kapp; empty for the space
     * @param form the slug of a form of the kapp; empty for the kapp itself
     */
    record Scope(Optional<String> kapp, Optional<String> form) {

        /** The space; by their ids it has the workflows of all kapps and forms too. */
        public static final Scope SPACE = new Scope(Optional.empty(), Optional.empty());
    }

    /** Those of a scope and of nothing in it, with what is not as it should be. */
    ObjectNode list(Identity who, Scope scope);

    /** One, with its tree, what expressions it offers and what its author should know. */
    ObjectNode find(Identity who, Scope scope, String id);

    /**
     * Registers one; without a tree it has a lone start node.
     *
     * @param force whether one of the same name and event is changed instead
     */
    ObjectNode create(Identity who, Scope scope, ObjectNode body, boolean force);

    /** Changes what the body names and nothing else. */
    ObjectNode update(Identity who, Scope scope, String id, ObjectNode body);

    /** Takes one away; its tree can be restored, its runs stay. Gives what it was. */
    ObjectNode delete(Identity who, Scope scope, String id);

    /** Restores the trees that are missing, and registers those that are orphaned; says how many. */
    String repair(Identity who, Scope scope);
}

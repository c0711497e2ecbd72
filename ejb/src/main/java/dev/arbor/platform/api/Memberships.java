package dev.arbor.platform.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Who is in which team (integrator spec 4.7). Everything may throw {@link PlatformRefusal}. */
public interface Memberships {

    /**
     * Puts a user into a team; nothing happens when they are in it.
     *
     * @param body {@code team} with a name or a slug, {@code user} with a username
     * @return the documents of both, under {@code team} and {@code user}
     */
    ObjectNode add(Identity who, ObjectNode body);

    /**
     * Takes a user out of a team.
     *
     * @return the documents of both, under {@code team} and {@code user}
     */
    ObjectNode remove(Identity who, String teamSlug, String username);
}

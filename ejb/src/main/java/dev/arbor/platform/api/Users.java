package dev.arbor.platform.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Users (integrator spec 4.7). Documents have all properties of a user and the parts that are asked for; never a password.
 * A name finds a user whatever the case of its letters. Everything may throw {@link PlatformRefusal}.
 */
public interface Users {

    /** A page of those that a search means. */
    PeopleSearch.Found list(Identity who, PeopleSearch search, PeopleParts parts);

    /** How many a query means. */
    long count(Identity who, Optional<String> q);

    /** One. */
    ObjectNode find(Identity who, String username, PeopleParts parts);

    /** Makes one; gives their name. */
    String create(Identity who, ObjectNode body);

    /**
     * Changes what the document names: attributes and memberships as wholes. A password that is empty or null stays.
     *
     * @return their name, which may be a new one
     */
    String update(Identity who, String username, ObjectNode change);

    /** Deletes one, who is signed out at once; gives their name. */
    String delete(Identity who, String username);
}

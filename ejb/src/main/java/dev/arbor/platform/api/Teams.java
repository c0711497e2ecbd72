package dev.arbor.platform.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Teams (integrator spec 4.7). The slug of a team follows from its name. Documents have all properties of a team and the
 * parts that are asked for. Everything may throw {@link PlatformRefusal}.
 */
public interface Teams {

    /**
     * A page of those that a search means.
     *
     * @param archived whether those that were deleted are meant, instead of those that were not
     */
    PeopleSearch.Found list(Identity who, PeopleSearch search, boolean archived, PeopleParts parts);

    /** How many a query means. */
    long count(Identity who, Optional<String> q, boolean archived);

    /** One. */
    ObjectNode find(Identity who, String slug, PeopleParts parts);

    /** Makes one; gives its slug. */
    String create(Identity who, ObjectNode body);

    /** Brings one back that was deleted, with its members and attributes, and changes what the document names. */
    String restore(Identity who, String restorationToken, ObjectNode change);

    /**
     * Changes what the document names: attributes and memberships as wholes.
     *
     * @return its slug, which is another one if its name is
     */
    String update(Identity who, String slug, ObjectNode change);

    /** Deletes one; gives the token that brings it back. */
    String delete(Identity who, String slug);
}

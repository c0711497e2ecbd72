package dev.arbor.platform.api;

import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Groups of users, which rules ask about beside teams (engine spec 1.11 and 5.7). Names find users whatever their case. */
public interface Groups {

    /**
     * A group.
     *
     * @param users names of those in it, sorted
     */
    record GroupView(
            String name,
            List<String> users,
            Instant createdAt,
            String createdBy,
            Instant updatedAt,
            String updatedBy) {}

    /**
     * A page of them, by name.
     *
     * @param limit 0 means no limit
     */
    Page<GroupView> list(int limit, int offset);

    /** One. Refused with NOT_FOUND when it is not there. */
    GroupView find(String name);

    /**
     * Adds one.
     *
     * @throws dev.arbor.engine.api.Refusal INVALID for a name that is taken ({@code uniqueness_violation}), blank or too
     *     long, and for users that are not there ({@code missing_user})
     */
    GroupView create(String name, List<String> users, Caller caller);

    /**
     * Changes one; refused as a new one, and with NOT_FOUND.
     *
     * @param users as a whole; empty for those that are in it
     */
    GroupView update(String name, Optional<String> newName, Optional<List<String>> users, Caller caller);

    /** Deletes one; gives what it was. */
    GroupView delete(String name);

    /** Puts a user into a group, if they are not in it. Refused with NOT_FOUND when either is not there. */
    void add(String name, String username);

    /** Takes a user out of a group. Refused with NOT_FOUND when either is not there, or they are not in it. */
    void remove(String name, String username);
}

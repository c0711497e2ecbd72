package dev.arbor.platform.api;

import dev.arbor.engine.api.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The users of the space as the Task API shows them (engine spec 5.7): {@code loginId} is their name. Changes are those of
 * {@link Users}, with the rights that hold there, and may throw {@link PlatformRefusal}.
 */
public interface TaskUsers {

    /**
     * A user.
     *
     * @param groups names of their groups, sorted
     */
    record UserView(
            UUID id,
            String loginId,
            Optional<String> email,
            List<String> groups,
            Instant createdAt,
            String createdBy,
            Instant updatedAt,
            String updatedBy) {}

    /** What a user is to be; what is empty stays as it is. A user without a password cannot sign in with one. */
    record Draft(
            Optional<String> loginId,
            Optional<String> email,
            Optional<String> password,
            Optional<List<String>> groups) {

        /** Never shows the password. */
        @Override
        public String toString() {
            return "Draft[" + loginId + "]";
        }
    }

    /**
     * A page of them, by name.
     *
     * @param limit 0 means no limit
     */
    Page<UserView> list(int limit, int offset);

    /** One. Refused with NOT_FOUND when they are not there. */
    UserView find(String loginId);

    /** Adds one, who is enabled. Groups that are not there are refused ({@code missing_group}). */
    UserView create(Identity who, Draft draft);

    /** Changes one; groups as a whole. */
    UserView update(Identity who, String loginId, Draft draft);

    /** Deletes one; gives what they were. */
    UserView delete(Identity who, String loginId);
}

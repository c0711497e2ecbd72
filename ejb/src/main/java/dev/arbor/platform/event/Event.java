package dev.arbor.platform.event;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that happened and was not delivered yet.
 *
 * @param id events of one change have rising ids, in the order in which they are delivered
 * @param type for example {@code Submission}
 * @param action for example {@code Created}
 * @param subjectId the id of the submission, or of what else it happened to
 * @param payloadId where it is told what happened
 * @param depth how many workflows had caused each other up to the change
 * @param attempts how often it could not be delivered
 */
public record Event(
        long id,
        String type,
        String action,
        Optional<UUID> kappId,
        Optional<UUID> formId,
        String subjectId,
        long payloadId,
        int depth,
        Instant createdAt,
        int attempts) {

    /** Its whole name, for example {@code Submission Created}. */
    public String name() {
        return type + " " + action;
    }
}

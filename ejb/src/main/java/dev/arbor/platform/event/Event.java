package dev.arbor.platform.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
 * @param payload what it tells (integrator spec 5.4), but for its {@code event}
 * @param depth how many workflows had caused each other up to the change
 */
public record Event(
        long id,
        String type,
        String action,
        Optional<UUID> kappId,
        Optional<UUID> formId,
        String subjectId,
        ObjectNode payload,
        int depth,
        Instant createdAt) {}

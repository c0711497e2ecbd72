package dev.arbor.engine.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One node in one run (engine spec 1.6).
 *
 * @param status New, Work In Progress or Closed
 * @param inFlight whether a call to the outside is under way for it
 * @param duration how long its handler took, in milliseconds
 * @param messages what it said when it created, updated or completed; empty unless asked for
 * @param attempts its attempts from the first on; empty unless asked for
 */
public record TaskView(
        long id,
        long runId,
        long branchId,
        String loopIndex,
        String nodeId,
        String nodeName,
        String definitionId,
        String status,
        boolean inFlight,
        boolean visible,
        long duration,
        Optional<String> token,
        Map<String, String> results,
        Map<String, String> deferredResults,
        Instant createdAt,
        Instant updatedAt,
        List<Message> messages,
        List<Attempt> attempts) {

    /** Something that a task said. */
    public record Message(long id, String type, String text, Instant createdAt) {}

    /**
     * One try at performing a task.
     *
     * @param number 1 for the first
     * @param endedAt absent while it is under way
     * @param errorId the error that it ended in
     */
    public record Attempt(int number, Instant startedAt, Optional<Instant> endedAt, Optional<Long> errorId) {}

    public TaskView {
        messages = List.copyOf(messages);
        attempts = List.copyOf(attempts);
    }
}

package dev.arbor.engine.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A failure that a person may act on (engine spec 1.10).
 *
 * @param triggerId the management trigger that stands for it
 * @param nodeId the node that failed; absent when no node did
 * @param definitionId definition of the node that failed
 * @param text what happened, at length; absent unless asked for
 * @param messages what people noted when they resolved it; empty unless asked for
 * @param run absent unless asked for
 */
public record ErrorView(
        long id,
        long runId,
        Optional<Long> taskId,
        long triggerId,
        String type,
        String status,
        Optional<String> nodeId,
        Optional<String> definitionId,
        String summary,
        String engineIdentification,
        Stamps stamps,
        Optional<String> text,
        List<Note> messages,
        Optional<RunView> run) {

    /** What the original calls the trigger that an error points to first. */
    public static final String FIRST_TYPE = "KineticTask::Models::ManagementTrigger";

    /** What the original calls the node that an error points to second. */
    public static final String SECOND_TYPE = "KineticTask::Models::Tree::Node";

    /** What somebody noted. */
    public record Note(long id, String text, Instant createdAt, String createdBy) {}

    public ErrorView {
        messages = List.copyOf(messages);
    }

    /** This error with its run beside it. */
    public ErrorView in(Optional<RunView> run) {
        return new ErrorView(
                id,
                runId,
                taskId,
                triggerId,
                type,
                status,
                nodeId,
                definitionId,
                summary,
                engineIdentification,
                stamps,
                text,
                messages,
                run);
    }
}

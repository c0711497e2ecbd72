package dev.arbor.engine.trigger;

import dev.arbor.core.run.LoopIndex;
import dev.arbor.core.run.Scope;
import dev.arbor.core.run.TaskStatus;
import dev.arbor.engine.database.Sequence;
import dev.arbor.engine.run.Results;
import dev.arbor.engine.run.TaskRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Queues completions and updates of deferred tasks by token: a token is completed once, whoever comes first. */
final class Signals {

    private static final Logger LOG = Logger.getLogger(Signals.class);
    private static final String TARGET =
            "SELECT run_id, branch_id, loop_index, node_id, node_name, status FROM task WHERE token = ?";

    /** The originator of a completion by the return node of a routine. */
    static final String RETURN = "ENGINE Tree Return";

    /** What became of a signal. */
    sealed interface Answer {}

    /** It was queued. */
    record Queued(long triggerId, long runId) implements Answer {}

    /** It was not; {@code unknown} when there is no such token. */
    record Refused(String message, boolean unknown) implements Answer {}

    /** The task that a token stands for. */
    private record Target(long runId, Scope scope, String nodeId, String nodeName, TaskStatus status) {}

    private Signals() {}

    /** From a node; the task may be one of the same walk, which no table shows yet. */
    static Answer queue(
            RunTransaction transaction,
            boolean completes,
            String token,
            Map<String, String> results,
            String message,
            String originator)
            throws SQLException {
        Optional<Target> target = transaction
                .memory
                .unstored(token)
                .map(row -> target(transaction.runId(), row))
                .or(() -> find(transaction.connection(), token));
        Answer answer = queue(
                transaction.connection(),
                target,
                transaction.nextId(Sequence.TRIGGER),
                completes,
                token,
                results,
                message,
                originator,
                "SYSTEM",
                transaction.now);
        if (answer instanceof Queued queued) {
            transaction.ring(queued.runId());
        }
        return answer;
    }

    /** From outside. */
    static Answer queue(
            Connection connection,
            long triggerId,
            boolean completes,
            String token,
            Map<String, String> results,
            String message,
            String originator,
            String username,
            Instant now)
            throws SQLException {
        return queue(
                connection,
                find(connection, token),
                triggerId,
                completes,
                token,
                results,
                message,
                originator,
                username,
                now);
    }

    /** From the return node of a routine; only the first one counts (engine spec 3.11). */
    static void completeCaller(RunTransaction transaction, String token, Map<String, String> outputs)
            throws SQLException {
        Answer answer = queue(transaction, true, token, outputs, "", RETURN);
        if (answer instanceof Refused refused) {
            LOG.debugf("Run %d returned, and its caller was not completed: %s", transaction.runId(), refused.message());
        }
    }

    private static Answer queue(
            Connection connection,
            Optional<Target> found,
            long triggerId,
            boolean completes,
            String token,
            Map<String, String> results,
            String message,
            String originator,
            String username,
            Instant now)
            throws SQLException {
        String verb = completes ? "complete" : "update";
        if (found.isEmpty()) {
            return new Refused(
                    "Expected to " + verb + " a deferred task with token '" + token + "', but no such task was found.",
                    true);
        }
        Target target = found.get();
        if (target.status() == TaskStatus.CLOSED) {
            return completed(verb, token);
        }
        TriggerRow trigger = TriggerRow.draft(
                        triggerId,
                        target.runId(),
                        completes ? TriggerRow.Action.COMPLETE : TriggerRow.Action.UPDATE,
                        TriggerRow.Type.DEFERRED,
                        originator,
                        now)
                .in(target.scope())
                .at(target.nodeId(), target.nodeName())
                .deferred(token, completes, Results.write(results), message)
                .by(username)
                .row();
        return TriggerRows.insertOnce(connection, trigger, now)
                ? new Queued(triggerId, target.runId())
                : completed(verb, token);
    }

    private static Refused completed(String verb, String token) {
        return new Refused(
                "Expected to " + verb + " a deferred task with token '" + token + "', but it was completed before.",
                false);
    }

    private static Target target(long runId, TaskRow row) {
        return new Target(runId, row.key().scope(), row.key().nodeId(), row.nodeName(), row.status());
    }

    private static Optional<Target> find(Connection connection, String token) {
        try (PreparedStatement query = connection.prepareStatement(TARGET)) {
            query.setString(1, token);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new Target(
                                row.getLong(1),
                                new Scope(row.getLong(2), LoopIndex.of(row.getString(3))),
                                row.getString(4),
                                row.getString(5),
                                TaskStatus.valueOf(row.getString(6))))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new dev.arbor.engine.database.DatabaseException(e);
        }
    }
}

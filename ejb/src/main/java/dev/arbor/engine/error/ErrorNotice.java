package dev.arbor.engine.error;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.core.tree.TreeStatus;
import dev.arbor.engine.api.TreeRef;
import dev.arbor.engine.context.SourceVariables;
import dev.arbor.engine.database.Ids;
import dev.arbor.engine.database.Sequence;
import dev.arbor.engine.run.NewRun;
import dev.arbor.engine.run.RunMemory;
import dev.arbor.engine.tree.TreeCatalog;
import dev.arbor.engine.tree.TreeHead;
import dev.arbor.engine.trigger.Births;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts the tree that tells people of an error, {@code Kinetic Task :: Run Error :: Notify on Run Error}, when there is one
 * (engine spec 3.15). It is started in the transaction that stores the error, so that no error goes untold; errors of
 * that tree itself tell nobody.
 */
@ApplicationScoped
public class ErrorNotice {

    private static final TreeRef.Triple TREE =
            new TreeRef.Triple(SourceVariables.TASK, "Run Error", "Notify on Run Error");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TreeCatalog catalog;
    private final Ids ids;

    /** For the container's proxy. */
    protected ErrorNotice() {
        this(null, null);
    }

    /** Over the catalog of trees. */
    @Inject
    public ErrorNotice(TreeCatalog catalog, Ids ids) {
        this.catalog = catalog;
        this.ids = ids;
    }

    /** Starts a run for each error; gives the runs' ids, which somebody has to ring for. */
    public List<Long> begin(
            Connection connection, TreeHead failed, RunMemory memory, List<ErrorRow> errors, Instant now)
            throws SQLException {
        if (errors.isEmpty() || ofTheEngine(connection, failed, memory)) {
            return List.of();
        }
        Optional<TreeHead> tree = catalog.find(TREE).filter(head -> head.status() == TreeStatus.ACTIVE);
        if (tree.isEmpty()) {
            return List.of();
        }
        List<Long> begun = new ArrayList<>();
        for (ErrorRow error : errors) {
            NewRun run = new NewRun(
                    ids.next(Sequence.RUN),
                    tree.get().id(),
                    tree.get().version(),
                    false,
                    Optional.of(Long.toString(error.id())),
                    payload(failed, memory, error),
                    Optional.empty(),
                    Map.of(),
                    false,
                    "SYSTEM",
                    0);
            Births.insert(connection, ids, run, "ENGINE Run Error", now);
            begun.add(run.id());
        }
        return begun;
    }

    /** Whether a run is one of the engine's own trees, or was called by one: its errors would tell of themselves for ever. */
    private static boolean ofTheEngine(Connection connection, TreeHead failed, RunMemory memory) throws SQLException {
        if (failed.sourceName().equals(SourceVariables.TASK)) {
            return true;
        }
        if (memory.run().originatingId() == memory.run().id()) {
            return false;
        }
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT t.source_name FROM run r JOIN tree t ON t.id = r.tree_id WHERE r.id = ?")) {
            query.setLong(1, memory.run().originatingId());
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getString(1).equals(SourceVariables.TASK);
            }
        }
    }

    /** What the tree reads as {@code @error}. */
    private static String payload(TreeHead failed, RunMemory memory, ErrorRow row) {
        ObjectNode payload = JSON.createObjectNode();
        ObjectNode error = payload.putObject("error");
        error.put("Id", row.id());
        error.put("Type", row.type().label());
        error.put("Summary", row.summary());
        error.put("Text", row.text());
        error.put("Node Id", row.nodeId());
        ObjectNode tree = error.putObject("tree");
        tree.put("Name", failed.name());
        tree.put("Owner Email", failed.ownerEmail().orElse(null));
        tree.put("Source", failed.sourceName());
        tree.put("Source Root", failed.sourceName());
        tree.put("Source Group", failed.sourceGroup());
        ObjectNode run = error.putObject("run");
        run.put("Id", row.runId());
        run.put("Source Id", memory.run().sourceId());
        return payload.toString();
    }
}

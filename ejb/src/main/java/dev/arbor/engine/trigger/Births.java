package dev.arbor.engine.trigger;

import dev.arbor.core.run.ErrorType;
import dev.arbor.core.run.LoopIndex;
import dev.arbor.core.run.Scope;
import dev.arbor.core.tree.Node;
import dev.arbor.core.walk.Failure;
import dev.arbor.engine.database.Ids;
import dev.arbor.engine.database.Sequence;
import dev.arbor.engine.error.ErrorRow;
import dev.arbor.engine.run.NewRun;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Stores a run together with the trigger that begins it (engine spec 3.1). */
public final class Births {

    private Births() {}

    /** A run with the word for where it came from. */
    record Birth(NewRun run, String originator) {}

    /** Stores a run; whoever does this rings for it once the transaction is committed. */
    public static void insert(Connection connection, Ids ids, NewRun run, String originator, Instant now)
            throws SQLException {
        insert(connection, ids, List.of(new Birth(run, originator)), now);
    }

    /** The same for many runs, with as few statements as for one. */
    static void insert(Connection connection, Ids ids, List<Birth> births, Instant now) throws SQLException {
        if (births.isEmpty()) {
            return;
        }
        NewRun.insert(connection, births.stream().map(Birth::run).toList(), now);
        Map<Boolean, List<TriggerRow>> roots = new HashMap<>();
        for (Birth birth : births) {
            roots.computeIfAbsent(birth.run().staged(), staged -> new ArrayList<>())
                    .add(root(ids, birth.run(), birth.originator(), now).row());
        }
        for (Map.Entry<Boolean, List<TriggerRow>> each : roots.entrySet()) {
            TriggerRows.insert(connection, each.getValue(), each.getKey(), now);
        }
    }

    /** Stores a run that its source's payload keeps from beginning: a Source Error waits for a person. */
    public static void insertFailed(
            Connection connection, Ids ids, NewRun run, String originator, String fault, String member, Instant now)
            throws SQLException {
        run.insert(connection, now);
        TriggerRow root = root(ids, run, originator, now).failed().row();
        TriggerRows.insert(connection, List.of(root), false, now);
        String summary = "The payload that started run " + run.id() + " could not be read by its source. " + fault;
        ErrorRow error = ErrorRow.of(
                ids.next(Sequence.ERROR), run.id(), 0, root.id(), "", "", Failure.of(ErrorType.SOURCE, summary, fault));
        ErrorRow.insert(connection, List.of(error), member, now);
    }

    private static TriggerRow.Draft root(Ids ids, NewRun run, String originator, Instant now) {
        long id = ids.next(Sequence.TRIGGER);
        return TriggerRow.draft(id, run.id(), TriggerRow.Action.ROOT, TriggerRow.Type.AUTOMATIC, originator, now)
                .in(new Scope(id, LoopIndex.ROOT))
                .at(Node.START_ID, "Start")
                .by(run.createdBy());
    }
}

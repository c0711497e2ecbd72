package dev.arbor.engine.trigger;

import dev.arbor.engine.run.Results;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** What stands in the tables, asked for directly. */
final class Rows {

    private final DataSource source;

    Rows(DataSource source) {
        this.source = source;
    }

    /** Texts of the first column. */
    List<String> column(String sql, Object... arguments) {
        try (Connection connection = source.getConnection();
                PreparedStatement query = prepare(connection, sql, arguments);
                ResultSet row = query.executeQuery()) {
            List<String> values = new ArrayList<>();
            while (row.next()) {
                values.add(row.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The only text. */
    String one(String sql, Object... arguments) {
        List<String> values = column(sql, arguments);
        if (values.size() != 1) {
            throw new AssertionError("Expected one row, but got " + values + " from " + sql);
        }
        return values.get(0);
    }

    long number(String sql, Object... arguments) {
        return Long.parseLong(one(sql, arguments));
    }

    int change(String sql, Object... arguments) {
        try (Connection connection = source.getConnection()) {
            return changeOn(connection, sql, arguments);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    int changeOn(Connection connection, String sql, Object... arguments) throws SQLException {
        try (PreparedStatement update = prepare(connection, sql, arguments)) {
            return update.executeUpdate();
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... arguments)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        return statement;
    }

    /** Status of the tasks of a run by node id and, in loops and branches of updates, loop index. */
    Map<String, String> tasks(long run) {
        Map<String, String> tasks = new LinkedHashMap<>();
        for (String task : column(
                "SELECT node_id || CASE WHEN loop_index = '/' THEN '' ELSE ' ' || loop_index END || '=' || status"
                        + " FROM task WHERE run_id = ? ORDER BY id",
                run)) {
            tasks.merge(
                    task.substring(0, task.lastIndexOf('=')),
                    task.substring(task.lastIndexOf('=') + 1),
                    (a, b) -> a + "," + b);
        }
        return tasks;
    }

    /** Results of the only task of a node, with what completed it. */
    Map<String, String> results(long run, String node) {
        return results(run, node, "/");
    }

    Map<String, String> results(long run, String node, String loopIndex) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String column : List.of("results", "deferred_results")) {
            all.putAll(Results.read(one(
                    "SELECT " + column + " FROM task WHERE run_id = ? AND node_id = ? AND loop_index = ?",
                    run,
                    node,
                    loopIndex)));
        }
        return all;
    }

    /** Output of the only task of a node. */
    String output(long run, String node) {
        return results(run, node).get("output");
    }

    String output(long run, String node, String loopIndex) {
        return results(run, node, loopIndex).get("output");
    }

    String token(long run, String node) {
        return one("SELECT token FROM task WHERE run_id = ? AND node_id = ?", run, node);
    }

    boolean complete(long run) {
        return one("SELECT completed_at FROM run WHERE id = ?", run) != null;
    }

    Map<String, String> outputs(long run) {
        return Results.read(one("SELECT outputs FROM run WHERE id = ?", run));
    }

    List<Long> activeErrors(long run) {
        return column("SELECT id FROM error WHERE run_id = ? AND status = 'ACTIVE' ORDER BY id", run).stream()
                .map(Long::valueOf)
                .toList();
    }

    long error(long run) {
        List<Long> active = activeErrors(run);
        if (active.size() != 1) {
            throw new AssertionError("Expected one active error of run " + run + ", but got "
                    + column("SELECT summary FROM error WHERE run_id = ? AND status = 'ACTIVE'", run));
        }
        return active.get(0);
    }

    /** Type, summary and text of an error. */
    String described(long error) {
        return one("SELECT type || ' | ' || summary || ' | ' || text FROM error WHERE id = ?", error);
    }

    /** What must be true of all runs whenever nothing moves. */
    List<String> broken() {
        List<String> broken =
                new ArrayList<>(column("SELECT 'open_work of run ' || id || ' is ' || open_work || ', counted '"
                        + " || counted FROM (SELECT r.id, r.open_work, (SELECT count(*) FROM task t WHERE t.run_id = r.id AND"
                        + " t.status <> 'CLOSED') + (SELECT count(*) FROM trigger t WHERE t.run_id = r.id AND t.type <>"
                        + " 'DEFERRED' AND (t.status IN ('NEW', 'WIP', 'PAUSED', 'UNPAUSED') OR (t.status = 'FAILED' AND"
                        + " (t.type <> 'MANAGEMENT' OR t.management_action IS NOT NULL)))) AS counted FROM run r) c"
                        + " WHERE open_work <> counted"));
        broken.addAll(column("SELECT 'active_errors of run ' || id || ' is ' || active_errors FROM run r WHERE"
                + " active_errors <> (SELECT count(*) FROM error e WHERE e.run_id = r.id AND e.status = 'ACTIVE')"));
        broken.addAll(column("SELECT 'completed_at of run ' || id FROM run WHERE (open_work = 0) <>"
                + " (completed_at IS NOT NULL)"));
        broken.addAll(
                column("SELECT 'trigger ' || id || ' is ' || status || ' and due' FROM trigger WHERE due_at IS NOT"
                        + " NULL AND (status NOT IN ('NEW', 'UNPAUSED') OR mode <> 'ACTIVE')"));
        broken.addAll(column("SELECT 'trigger ' || id || ' is ' || status || ' and in hand' FROM trigger WHERE"
                + " (member IS NOT NULL) <> (status = 'WIP')"));
        broken.addAll(column("SELECT 'trigger ' || id || ' is closed with a walk left' FROM trigger WHERE status ="
                + " 'CLOSED' AND pending IS NOT NULL"));
        broken.addAll(column("SELECT 'task ' || id || ' is in flight of nobody' FROM task t WHERE status = 'IN_FLIGHT'"
                + " AND NOT EXISTS (SELECT 1 FROM trigger g WHERE g.run_id = t.run_id AND g.status IN ('WIP','NEW')"
                + " AND g.pending IS NOT NULL)"));
        broken.addAll(
                column("SELECT 'trigger ' || id || ' is parked for nobody' FROM trigger g WHERE status = 'NEW' AND"
                        + " mode = 'ACTIVE' AND due_at IS NULL AND NOT EXISTS (SELECT 1 FROM task t WHERE t.token = g.token AND"
                        + " t.status = 'IN_FLIGHT')"));
        return broken;
    }
}

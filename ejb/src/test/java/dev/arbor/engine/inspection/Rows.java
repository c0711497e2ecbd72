package dev.arbor.engine.inspection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Puts rows into the engine's tables as the engine would; what a test does not name has a plain value. */
final class Rows implements AutoCloseable {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Connection connection;

    /** All rows of a test are one transaction, see {@link #commit}. */
    Rows(DataSource database) throws SQLException {
        connection = database.getConnection();
        connection.setAutoCommit(false);
    }

    void commit() throws SQLException {
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    void clear() {
        for (String table : new String[] {
            "run",
            "task",
            "task_message",
            "task_attempt",
            "trigger",
            "error",
            "error_message",
            "run_audit",
            "system_error",
            "tree_use",
            "tree_version",
            "tree"
        }) {
            execute("DELETE FROM " + table);
        }
    }

    void tree(long id, String source, String group, String name, Object... others) {
        insert(
                "tree",
                with(
                        others,
                        "id",
                        id,
                        "guid",
                        "guid-" + id,
                        "source_name",
                        source,
                        "source_group",
                        group,
                        "name",
                        name,
                        "type",
                        "TREE",
                        "status",
                        "ACTIVE",
                        "categories",
                        "[]",
                        "version",
                        3,
                        "deleted_id",
                        0L,
                        "created_at",
                        NOON,
                        "created_by",
                        "admin",
                        "updated_at",
                        NOON,
                        "updated_by",
                        "admin"));
    }

    void run(long id, long treeId, Object... others) {
        insert(
                "run",
                with(
                        others,
                        "id",
                        id,
                        "tree_id",
                        treeId,
                        "tree_version",
                        2,
                        "status",
                        "STARTED",
                        "originating_id",
                        id,
                        "open_work",
                        1,
                        "active_errors",
                        0,
                        "created_at",
                        NOON.plusSeconds(id),
                        "created_by",
                        "admin",
                        "updated_at",
                        NOON.plusSeconds(id),
                        "updated_by",
                        "admin"));
    }

    void task(long id, long runId, String nodeName, Object... others) {
        insert(
                "task",
                with(
                        others,
                        "id",
                        id,
                        "run_id",
                        runId,
                        "branch_id",
                        1L,
                        "loop_index",
                        "/",
                        "node_id",
                        "utilities_echo_v1_" + id,
                        "node_name",
                        nodeName,
                        "definition_id",
                        "utilities_echo_v1",
                        "status",
                        "CLOSED",
                        "visible",
                        true,
                        "duration",
                        11L,
                        "attempts",
                        0,
                        "failed",
                        false,
                        "created_at",
                        NOON,
                        "updated_at",
                        NOON.plusMillis(20)));
    }

    void trigger(long id, long runId, Object... others) {
        insert(
                "trigger",
                with(
                        others,
                        "id",
                        id,
                        "run_id",
                        runId,
                        "branch_id",
                        id,
                        "action",
                        "ROOT",
                        "type",
                        "AUTOMATIC",
                        "mode",
                        "ACTIVE",
                        "status",
                        "CLOSED",
                        "node_id",
                        "start",
                        "node_name",
                        "Start",
                        "loop_index",
                        "/",
                        "originator",
                        "API v2 Run Tree by admin from 127.0.0.1",
                        "scheduled_at",
                        NOON,
                        "created_at",
                        NOON.plusSeconds(id),
                        "created_by",
                        "admin",
                        "updated_at",
                        NOON.plusSeconds(id),
                        "updated_by",
                        "admin"));
    }

    void error(long id, long runId, Object... others) {
        insert(
                "error",
                with(
                        others,
                        "id",
                        id,
                        "run_id",
                        runId,
                        "trigger_id",
                        900 + id,
                        "type",
                        "Node Parameter Error",
                        "status",
                        "ACTIVE",
                        "node_id",
                        "utilities_echo_v1_1",
                        "definition_id",
                        "utilities_echo_v1",
                        "summary",
                        "The \"input\" parameter could not be evaluated.",
                        "text",
                        "PROBLEM\n\nROOT CAUSE\n\nSTACK TRACE",
                        "engine",
                        "Arbor",
                        "created_at",
                        NOON.plusSeconds(id),
                        "created_by",
                        "SYSTEM",
                        "updated_at",
                        NOON.plusSeconds(id),
                        "updated_by",
                        "SYSTEM"));
    }

    void systemError(long id, Object... others) {
        insert(
                "system_error",
                with(
                        others,
                        "id",
                        id,
                        "type",
                        "Missing Tree Error",
                        "status",
                        "ACTIVE",
                        "summary",
                        "There is no such tree.",
                        "text",
                        "PROBLEM",
                        "engine",
                        "Arbor",
                        "created_at",
                        NOON.plusSeconds(id),
                        "created_by",
                        "SYSTEM",
                        "updated_at",
                        NOON.plusSeconds(id),
                        "updated_by",
                        "SYSTEM"));
    }

    void row(String table, Object... columns) {
        insert(table, with(columns));
    }

    void execute(String sql) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static Map<String, Object> with(Object[] others, Object... defaults) {
        Map<String, Object> columns = new LinkedHashMap<>();
        for (Object[] pairs : new Object[][] {defaults, others}) {
            for (int i = 0; i < pairs.length; i += 2) {
                columns.put((String) pairs[i], pairs[i + 1]);
            }
        }
        return columns;
    }

    private void insert(String table, Map<String, Object> columns) {
        String marks = columns.keySet().stream().map(name -> "?").collect(Collectors.joining(", "));
        String sql = "INSERT INTO " + table + " (" + String.join(", ", columns.keySet()) + ") VALUES (" + marks + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int index = 1;
            for (Object value : columns.values()) {
                statement.setObject(
                        index++,
                        value instanceof Instant instant ? OffsetDateTime.ofInstant(instant, ZoneOffset.UTC) : value);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(
                    sql + " " + Arrays.toString(columns.values().toArray()), e);
        }
    }
}

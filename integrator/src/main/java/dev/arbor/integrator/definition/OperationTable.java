package dev.arbor.integrator.definition;

import dev.arbor.integrator.api.Dialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Operations in their table. Every method works in the caller's transaction. */
public final class OperationTable {

    /** Of which one statement asks. */
    private static final int AT_ONCE = 500;

    private static final String ALL = "SELECT * FROM integrator_operation";

    /** Those of a connection, by their names. */
    public List<OperationRecord> list(Connection database, String connectionId) throws SQLException {
        return Rows.list(
                database, ALL + " WHERE connection_id = ? ORDER BY name, id", OperationTable::read, connectionId);
    }

    /** One of them, whatever its connection. */
    public Optional<OperationRecord> find(Connection database, String id) throws SQLException {
        return Rows.find(database, ALL + " WHERE id = ?", OperationTable::read, id);
    }

    /** Those of some ids, by their ids. */
    Map<String, OperationRecord> find(Connection database, List<String> ids) throws SQLException {
        Map<String, OperationRecord> found = new HashMap<>();
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            List<String> some = ids.subList(from, Math.min(from + AT_ONCE, ids.size()));
            String marks = String.join(", ", Collections.nCopies(some.size(), "?"));
            Rows.list(database, ALL + " WHERE id IN (" + marks + ")", OperationTable::read, some.toArray())
                    .forEach(each -> found.put(each.id(), each));
        }
        return found;
    }

    Optional<OperationRecord> lock(Connection database, String id) throws SQLException {
        return Rows.find(database, ALL + " WHERE id = ? FOR UPDATE", OperationTable::read, id);
    }

    void insert(Connection database, OperationRecord it) throws SQLException {
        Rows.change(
                database,
                "INSERT INTO integrator_operation (id, connection_id, name, dialect, config, outputs, declared, notes,"
                        + " documentation_link, lock_version, inserted_at, updated_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                it.id(),
                it.connectionId(),
                it.name(),
                it.dialect().name(),
                it.config(),
                it.outputs(),
                it.declared(),
                it.notes().orElse(null),
                it.documentationLink(),
                it.lockVersion(),
                it.insertedAt(),
                it.updatedAt());
    }

    void update(Connection database, OperationRecord it) throws SQLException {
        Rows.change(
                database,
                "UPDATE integrator_operation SET name = ?, config = ?, outputs = ?, declared = ?, notes = ?,"
                        + " documentation_link = ?, lock_version = ?, updated_at = ? WHERE id = ?",
                it.name(),
                it.config(),
                it.outputs(),
                it.declared(),
                it.notes().orElse(null),
                it.documentationLink(),
                it.lockVersion(),
                it.updatedAt(),
                it.id());
    }

    boolean delete(Connection database, String id) throws SQLException {
        return Rows.change(database, "DELETE FROM integrator_operation WHERE id = ?", id) > 0;
    }

    void deleteAll(Connection database, String connectionId) throws SQLException {
        Rows.change(database, "DELETE FROM integrator_operation WHERE connection_id = ?", connectionId);
    }

    private static OperationRecord read(ResultSet row) throws SQLException {
        return new OperationRecord(
                row.getString("id"),
                row.getString("connection_id"),
                row.getString("name"),
                Dialect.valueOf(row.getString("dialect")),
                Rows.json(row.getString("config")),
                Rows.json(row.getString("outputs")),
                Rows.json(row.getString("declared")),
                Optional.ofNullable(row.getString("notes")),
                row.getString("documentation_link"),
                row.getInt("lock_version"),
                Rows.moment(row, "inserted_at"),
                Rows.moment(row, "updated_at"));
    }
}

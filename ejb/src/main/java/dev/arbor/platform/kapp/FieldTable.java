package dev.arbor.platform.kapp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The rows of fields: those that kapps declare, and those of forms. */
public final class FieldTable {

    private FieldTable() {}

    /** A field. */
    public record Field(String name, String key, String renderType, String dataType) {}

    /** Those of several owners, in their order; an owner that has none is absent. */
    public static Map<UUID, List<Field>> of(Connection connection, Collection<UUID> owners) throws SQLException {
        Map<UUID, List<Field>> all = new HashMap<>();
        if (owners.isEmpty()) {
            return all;
        }
        Rows.list(
                connection,
                "SELECT owner_id, name, field_key, render_type, data_type FROM field WHERE owner_id IN ("
                        + Rows.marks(owners.size()) + ") ORDER BY position",
                row -> all.computeIfAbsent(Rows.uuid(row, 1), owner -> new ArrayList<>())
                        .add(new Field(row.getString(2), row.getString(3), row.getString(4), row.getString(5))),
                owners.toArray());
        return all;
    }

    /** Those of an owner. */
    public static List<Field> of(Connection connection, UUID owner) throws SQLException {
        return of(connection, List.of(owner)).getOrDefault(owner, List.of());
    }

    /** Replaces those of an owner. */
    public static void replace(Connection connection, UUID owner, List<Field> fields) throws SQLException {
        Rows.change(connection, "DELETE FROM field WHERE owner_id = ?", owner);
        List<Object[]> rows = new ArrayList<>();
        for (Field field : fields) {
            rows.add(new Object[] {owner, field.name, rows.size(), field.key, field.renderType, field.dataType});
        }
        Rows.batch(
                connection,
                "INSERT INTO field (owner_id, name, position, field_key, render_type, data_type)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                rows);
    }

    /** As a kapp shows the fields that it declares. */
    static ObjectNode json(Field field) {
        return Documents.object().put("name", field.name).put("renderType", field.renderType);
    }
}

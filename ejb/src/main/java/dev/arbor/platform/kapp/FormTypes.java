package dev.arbor.platform.kapp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** The types that forms of a kapp may have. */
final class FormTypes implements NamedThings {

    @Override
    public List<ObjectNode> list(Connection connection, UUID kapp) throws SQLException {
        return CategoryTable.formTypes(connection, List.of(kapp)).getOrDefault(kapp, List.of()).stream()
                .map(name -> Documents.object().put("name", name))
                .toList();
    }

    @Override
    public List<String> keys() {
        return List.of("name");
    }

    @Override
    public String create(Connection connection, UUID kapp, ObjectNode body) throws SQLException {
        String name = name(body);
        try {
            Rows.change(
                    connection,
                    "INSERT INTO form_type (kapp_id, name, position) SELECT ?, ?, count(*) FROM form_type"
                            + " WHERE kapp_id = ?",
                    kapp,
                    name,
                    kapp);
        } catch (SQLException e) {
            throw duplicate(e);
        }
        return name;
    }

    /** Forms of the type have the new name too. */
    @Override
    public String update(Connection connection, UUID kapp, ObjectNode stored, ObjectNode change) throws SQLException {
        String before = stored.get("name").asText();
        if (!change.has("name")) {
            return before;
        }
        String after = name(change);
        try {
            Rows.change(
                    connection, "UPDATE form_type SET name = ? WHERE kapp_id = ? AND name = ?", after, kapp, before);
        } catch (SQLException e) {
            throw duplicate(e);
        }
        Rows.change(
                connection,
                "UPDATE form SET type = ?, version_id = version_id + 1 WHERE kapp_id = ? AND type = ?",
                after,
                kapp,
                before);
        return after;
    }

    @Override
    public void delete(Connection connection, UUID kapp, ObjectNode stored) throws SQLException {
        Rows.change(
                connection,
                "DELETE FROM form_type WHERE kapp_id = ? AND name = ?",
                kapp,
                stored.get("name").asText());
    }

    private static String name(ObjectNode body) {
        return Documents.text(body, "name")
                .filter(name -> !name.isBlank() && name.length() <= 255)
                .orElseThrow(() -> PlatformRefusal.invalid(
                        "Form Type", List.of("Name must not be blank, nor longer than 255 characters")));
    }

    private static RuntimeException duplicate(SQLException e) throws SQLException {
        if (Rows.isDuplicate(e)) {
            return PlatformRefusal.duplicate("form type", "name");
        }
        throw e;
    }
}

package dev.arbor.platform.kapp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.attribute.AttributeDefinitions;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * The definitions of attributes of one kind. A definition that gets another name takes its values along; one that is taken
 * away leaves them.
 *
 * @param kind such as {@code userAttributeDefinitions}
 * @param noun whose they are, for messages
 */
record DefinedAttributes(String kind, String noun) implements NamedThings {

    @Override
    public List<ObjectNode> list(Connection connection, UUID scope) throws SQLException {
        return AttributeDefinitions.of(connection, kind, scope);
    }

    @Override
    public List<String> keys() {
        return List.of("name");
    }

    @Override
    public String create(Connection connection, UUID scope, ObjectNode body) throws SQLException {
        AttributeDefinitions.insert(connection, kind, scope, body, noun);
        return body.get("name").asText();
    }

    @Override
    public String update(Connection connection, UUID scope, ObjectNode stored, ObjectNode change) throws SQLException {
        String before = stored.get("name").asText();
        ObjectNode after = stored.deepCopy();
        change.properties().forEach(each -> after.set(each.getKey(), each.getValue()));
        AttributeDefinitions.delete(connection, kind, scope, before);
        AttributeDefinitions.insert(connection, kind, scope, after, noun);
        String name = Documents.text(after, "name").orElseThrow();
        if (!name.equals(before)) {
            rename(connection, scope, before, name);
        }
        return name;
    }

    /** Whose the values are depends on the kind: everything in the space, or what is in the kapp. */
    private void rename(Connection connection, UUID scope, String before, String after) throws SQLException {
        String owners =
                switch (kind) {
                    case "kappAttributeDefinitions" -> " AND owner_id = ?";
                    case "formAttributeDefinitions" ->
                        " AND owner_id IN (SELECT CAST(id AS VARCHAR(36)) FROM form WHERE kapp_id = ?)";
                    case "categoryAttributeDefinitions" ->
                        " AND owner_id IN (SELECT CAST(id AS VARCHAR(36)) FROM category WHERE kapp_id = ?)";
                    default -> "";
                };
        String sql = "UPDATE attribute_value SET name = ? WHERE kind = ? AND name = ?" + owners;
        try {
            if (owners.isEmpty()) {
                Rows.change(connection, sql, after, kind, before);
            } else {
                Object owner = owners.contains("owner_id =") ? scope.toString() : scope;
                Rows.change(connection, sql, after, kind, before, owner);
            }
        } catch (SQLException e) {
            if (Rows.isDuplicate(e)) {
                throw PlatformRefusal.invalid(
                        noun,
                        List.of("Name must not be '" + after + "', because something with values of '" + before
                                + "' has values of that name too"));
            }
            throw e;
        }
    }

    @Override
    public void delete(Connection connection, UUID scope, ObjectNode stored) throws SQLException {
        AttributeDefinitions.delete(connection, kind, scope, stored.get("name").asText());
    }
}

package dev.arbor.platform.attribute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.document.Shape;
import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The definitions of attributes of a scope: the space, or a kapp. */
public final class AttributeDefinitions {

    private static final int LONGEST_NAME = 255;

    private AttributeDefinitions() {}

    /** Those of several scopes, by scope and name; a scope that has none is absent. */
    public static Map<UUID, List<ObjectNode>> of(Connection connection, String kind, Collection<UUID> scopes)
            throws SQLException {
        Map<UUID, List<ObjectNode>> all = new HashMap<>();
        if (scopes.isEmpty()) {
            return all;
        }
        List<Object> values = new ArrayList<>(List.of(kind));
        values.addAll(scopes);
        Rows.list(
                connection,
                "SELECT scope_id, name, description, allows_multiple FROM attribute_definition WHERE kind = ?"
                        + " AND scope_id IN (" + Rows.marks(scopes.size()) + ") ORDER BY name",
                row -> all.computeIfAbsent(Rows.uuid(row, 1), scope -> new ArrayList<>())
                        .add(Documents.object()
                                .put("allowsMultiple", row.getBoolean(4))
                                .put("description", row.getString(3))
                                .put("name", row.getString(2))),
                values.toArray());
        return all;
    }

    /** Those of a scope. */
    public static List<ObjectNode> of(Connection connection, String kind, UUID scope) throws SQLException {
        return of(connection, kind, List.of(scope)).getOrDefault(scope, List.of());
    }

    /** The names of definitions. */
    public static List<String> names(List<ObjectNode> definitions) {
        return definitions.stream().map(each -> each.get("name").asText()).toList();
    }

    /**
     * Replaces all of a scope by those of a document, where it has any.
     *
     * @param noun whose document it is, for messages
     */
    public static void replace(Connection connection, String kind, UUID scope, ObjectNode body, String noun)
            throws SQLException {
        JsonNode list = body.path(kind);
        if (list.isMissingNode() || list.isNull()) {
            return;
        }
        if (!list.isArray()) {
            throw PlatformRefusal.invalid(noun, List.of(kind + " must be a list"));
        }
        Rows.change(connection, "DELETE FROM attribute_definition WHERE scope_id = ? AND kind = ?", scope, kind);
        Set<String> names = new HashSet<>();
        for (JsonNode each : list) {
            if (!(each instanceof ObjectNode definition)) {
                throw PlatformRefusal.invalid(noun, List.of(kind + " must be a list of objects"));
            }
            if (!names.add(definition.path("name").asText())) {
                throw duplicate(noun, kind, definition.path("name").asText());
            }
            insert(connection, kind, scope, definition, noun);
        }
    }

    /** Adds one. */
    public static void insert(Connection connection, String kind, UUID scope, ObjectNode definition, String noun)
            throws SQLException {
        Shape.of(noun).texts("name", "description").flags("allowsMultiple").check(definition);
        String name = name(definition, noun);
        try {
            Rows.change(
                    connection,
                    "INSERT INTO attribute_definition (scope_id, kind, name, description, allows_multiple)"
                            + " VALUES (?, ?, ?, ?, ?)",
                    scope,
                    kind,
                    name,
                    Documents.text(definition, "description").orElse(null),
                    definition.path("allowsMultiple").asBoolean(false));
        } catch (SQLException e) {
            if (Rows.isDuplicate(e)) {
                throw duplicate(noun, kind, name);
            }
            throw e;
        }
    }

    /** Takes one away. */
    public static void delete(Connection connection, String kind, UUID scope, String name) throws SQLException {
        Rows.change(
                connection,
                "DELETE FROM attribute_definition WHERE scope_id = ? AND kind = ? AND name = ?",
                scope,
                kind,
                name);
    }

    private static String name(ObjectNode definition, String noun) {
        String name = Documents.text(definition, "name").orElse("");
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw PlatformRefusal.invalid(
                    noun, List.of("Name must not be blank, nor longer than " + LONGEST_NAME + " characters"));
        }
        return name;
    }

    private static PlatformRefusal duplicate(String noun, String kind, String name) {
        String words = kind.replaceAll("([A-Z])", " $1").toLowerCase(java.util.Locale.ROOT);
        String one = Character.toUpperCase(words.charAt(0)) + words.substring(1, words.length() - 1);
        return PlatformRefusal.invalid(
                noun, List.of(one + " names must be unique and there are 2 with the name \"" + name + "\""));
    }
}

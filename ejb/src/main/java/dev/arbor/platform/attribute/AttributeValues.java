package dev.arbor.platform.attribute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The values of attributes: names and lists of texts, for each owner. Values without a definition are kept too. */
public final class AttributeValues {

    private static final int LONGEST_NAME = 255;

    private AttributeValues() {}

    /** What several owners have, by owner; one that has none is absent. */
    public static Map<String, ObjectNode> of(Connection connection, String kind, Collection<String> owners)
            throws SQLException {
        Map<String, ObjectNode> all = new HashMap<>();
        if (owners.isEmpty()) {
            return all;
        }
        List<Object> values = new ArrayList<>(List.of(kind));
        values.addAll(owners);
        Rows.list(
                connection,
                "SELECT owner_id, name, content FROM attribute_value WHERE kind = ? AND owner_id IN ("
                        + Rows.marks(owners.size()) + ") ORDER BY owner_id, name, position",
                row -> all.computeIfAbsent(row.getString(1), owner -> Documents.object())
                        .withArray(row.getString(2))
                        .add(row.getString(3)),
                values.toArray());
        return all;
    }

    /** Shows attributes in a document: as a list of those that are set, and as a map that has every defined name. */
    public static void show(ObjectNode document, ObjectNode set, Collection<String> defined, String prefix) {
        ArrayNode list = Documents.list();
        ObjectNode map = Documents.object();
        defined.forEach(map::putArray);
        if (set != null) {
            set.properties().forEach(each -> {
                list.addObject().put("name", each.getKey()).set("values", each.getValue());
                map.set(each.getKey(), each.getValue());
            });
        }
        document.set(prefix.isEmpty() ? "attributes" : prefix + "Attributes", list);
        document.set(prefix.isEmpty() ? "attributesMap" : prefix + "AttributesMap", map);
    }

    /**
     * Takes attributes from the body of a request: a list replaces all of them, a map those that it names.
     *
     * @param noun whose they are, for messages
     */
    public static void write(Connection connection, String kind, String owner, ObjectNode body, String noun)
            throws SQLException {
        write(connection, kind, owner, body, noun, "");
    }

    /** The same for {@code profileAttributes} and the like. */
    public static void write(
            Connection connection, String kind, String owner, ObjectNode body, String noun, String prefix)
            throws SQLException {
        JsonNode list = body.path(prefix.isEmpty() ? "attributes" : prefix + "Attributes");
        JsonNode map = body.path(prefix.isEmpty() ? "attributesMap" : prefix + "AttributesMap");
        if (list.isArray()) {
            Rows.change(connection, "DELETE FROM attribute_value WHERE owner_id = ? AND kind = ?", owner, kind);
            for (JsonNode each : list) {
                replace(connection, kind, owner, name(each, noun), values(each.path("values"), noun));
            }
        } else if (!list.isMissingNode() && !list.isNull() && !list.isObject()) {
            throw wrong(noun);
        }
        for (JsonNode each : List.of(list, map)) {
            if (each.isObject()) {
                for (Map.Entry<String, JsonNode> field : each.properties()) {
                    replace(connection, kind, owner, named(field.getKey(), noun), values(field.getValue(), noun));
                }
            }
        }
        if (!map.isMissingNode() && !map.isNull() && !map.isObject()) {
            throw wrong(noun);
        }
    }

    private static void replace(Connection connection, String kind, String owner, String name, List<String> values)
            throws SQLException {
        Rows.change(
                connection,
                "DELETE FROM attribute_value WHERE owner_id = ? AND kind = ? AND name = ?",
                owner,
                kind,
                name);
        List<Object[]> rows = new ArrayList<>();
        for (String value : values) {
            rows.add(new Object[] {owner, kind, name, rows.size(), value});
        }
        Rows.batch(
                connection,
                "INSERT INTO attribute_value (owner_id, kind, name, position, content) VALUES (?, ?, ?, ?, ?)",
                rows);
    }

    private static String name(JsonNode each, String noun) {
        return named(Documents.text(each, "name").orElse(""), noun);
    }

    private static String named(String name, String noun) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw PlatformRefusal.invalid(
                    noun, List.of("Attributes must have a name of at most " + LONGEST_NAME + " characters"));
        }
        return name;
    }

    /** A single text is as good as a list of it. */
    private static List<String> values(JsonNode values, String noun) {
        if (values.isMissingNode() || values.isNull()) {
            return List.of();
        }
        if (values.isObject()) {
            throw wrong(noun);
        }
        if (!values.isArray()) {
            return List.of(values.asText());
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode value : values) {
            if (value.isContainerNode()) {
                throw wrong(noun);
            }
            if (!value.isNull()) {
                texts.add(value.asText());
            }
        }
        return texts;
    }

    private static PlatformRefusal wrong(String noun) {
        return PlatformRefusal.invalid(noun, List.of("Attributes must be lists of strings by their names"));
    }

    /** Forgets all of an owner. */
    public static void delete(Connection connection, String owner) throws SQLException {
        Rows.change(connection, "DELETE FROM attribute_value WHERE owner_id = ?", owner);
    }

    /** An attribute has another name now. */
    public static void rename(Connection connection, String kind, Collection<String> owners, String from, String to)
            throws SQLException {
        for (String owner : owners) {
            Rows.change(
                    connection,
                    "UPDATE attribute_value SET name = ? WHERE owner_id = ? AND kind = ? AND name = ?",
                    to,
                    owner,
                    kind,
                    from);
        }
    }
}

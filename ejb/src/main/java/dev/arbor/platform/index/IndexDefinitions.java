package dev.arbor.platform.index;

import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The rows of index definitions, of kapps and of forms. */
public final class IndexDefinitions {

    /** What every form is indexed by, whether its document says so or not (integrator spec 4.4). */
    public static final List<String> OF_EVERY_FORM =
            List.of("closedBy", "createdBy", "handle", "submittedBy", "updatedBy");

    /** The properties of submissions that may be parts. */
    private static final Set<String> PROPERTIES = Set.of(
            "closedBy",
            "coreState",
            "createdBy",
            "handle",
            "sessionToken",
            "submittedBy",
            "type",
            "updatedBy",
            "createdAt",
            "updatedAt",
            "submittedAt",
            "closedAt");

    private static final int MOST_PARTS = 10;
    private static final int LONGEST_NAME = 1000;

    private IndexDefinitions() {}

    /** Those of several scopes, in their order; a scope that has none is absent. */
    public static Map<UUID, List<IndexDefinition>> of(Connection connection, Collection<UUID> scopes)
            throws SQLException {
        Map<UUID, List<IndexDefinition>> all = new HashMap<>();
        if (scopes.isEmpty()) {
            return all;
        }
        Rows.list(
                connection,
                "SELECT scope_id, name, parts, is_unique, status FROM index_definition WHERE scope_id IN ("
                        + Rows.marks(scopes.size()) + ") ORDER BY position",
                row -> all.computeIfAbsent(Rows.uuid(row, 1), scope -> new ArrayList<>())
                        .add(new IndexDefinition(
                                row.getString(2),
                                Documents.texts(Documents.readAny(row.getString(3))),
                                row.getBoolean(4),
                                row.getString(5).equals("Built"))),
                scopes.toArray());
        return all;
    }

    /** Those of a scope. */
    public static List<IndexDefinition> of(Connection connection, UUID scope) throws SQLException {
        return of(connection, List.of(scope)).getOrDefault(scope, List.of());
    }

    /**
     * Reads the definitions of a document.
     *
     * @param fields names of the fields that values may be indexed by
     * @param noun whose document it is, for messages
     */
    public static List<IndexDefinition> read(JsonNode list, Set<String> fields, String noun) {
        if (!list.isArray()) {
            throw PlatformRefusal.invalid(noun, List.of("Index definitions must be a list"));
        }
        Map<String, IndexDefinition> all = new LinkedHashMap<>();
        List<String> findings = new ArrayList<>();
        for (JsonNode each : list) {
            List<String> parts = each.path("parts").isArray()
                    ? Documents.texts(each.path("parts"))
                    : List.of(Documents.text(each, "name").orElse("").split(","));
            parts = parts.stream().map(String::strip).toList();
            parts.forEach(part -> finding(part, fields, findings));
            String name = String.join(",", parts);
            if (parts.size() > MOST_PARTS || name.length() > LONGEST_NAME) {
                findings.add("Index definitions must have at most " + MOST_PARTS + " parts and " + LONGEST_NAME
                        + " characters");
            }
            if (all.put(
                            name,
                            new IndexDefinition(name, parts, each.path("unique").asBoolean(), false))
                    != null) {
                findings.add("Index definition names must be unique and there are 2 with the name \"" + name + "\"");
            }
        }
        if (!findings.isEmpty()) {
            throw PlatformRefusal.invalid(noun, findings);
        }
        return new ArrayList<>(all.values());
    }

    private static void finding(String part, Set<String> fields, List<String> findings) {
        if (part.startsWith("values[") && part.endsWith("]")) {
            String field = part.substring("values[".length(), part.length() - 1);
            if (!fields.contains(field)) {
                findings.add("The '" + field + "' field was not found");
            }
        } else if (!PROPERTIES.contains(part)) {
            findings.add("The index part '" + part + "' must be values[a field] or one of "
                    + String.join(", ", PROPERTIES.stream().sorted().toList()));
        }
    }

    /** Replaces those of a scope; one that was there with the same parts keeps being built. */
    public static void replace(Connection connection, UUID scope, List<IndexDefinition> definitions, boolean emptyScope)
            throws SQLException {
        Map<String, IndexDefinition> before = new HashMap<>();
        of(connection, scope).forEach(each -> before.put(each.name(), each));
        Rows.change(connection, "DELETE FROM index_definition WHERE scope_id = ?", scope);
        List<Object[]> rows = new ArrayList<>();
        for (IndexDefinition each : definitions) {
            IndexDefinition same = before.get(each.name());
            boolean built = same != null && same.built() && (same.unique() || !each.unique())
                    || emptyScope && OF_EVERY_FORM.contains(each.name());
            rows.add(new Object[] {
                scope,
                each.name(),
                rows.size(),
                Documents.write(Documents.list(each.parts())),
                each.unique(),
                built ? "Built" : "New"
            });
        }
        Rows.batch(
                connection,
                "INSERT INTO index_definition (scope_id, name, position, parts, is_unique, status)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                rows);
    }

    /** One has entries of all submissions now, or no longer. */
    public static void built(Connection connection, UUID scope, String name, boolean built) throws SQLException {
        Rows.change(
                connection,
                "UPDATE index_definition SET status = ? WHERE scope_id = ? AND name = ?",
                built ? "Built" : "New",
                scope,
                name);
    }
}

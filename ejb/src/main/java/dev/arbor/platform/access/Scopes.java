package dev.arbor.platform.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.arbor.platform.attribute.AttributeValues;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.document.Entry;
import dev.arbor.platform.row.Rows;
import dev.arbor.platform.space.SpaceTable;
import dev.arbor.platform.space.StoredSpace;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The space and its kapps as policies need them. One short query says which versions are current; what they mean is kept.
 * It must not be asked within a transaction that has changed one of them: a version that is never committed would be kept.
 */
@ApplicationScoped
public class Scopes {

    private static final int KEPT = 2_000;
    private static final String KAPP_ATTRIBUTES = "kappAttributeDefinitions";

    /** Something that defines policies, as it is between two changes of it. */
    private record Version(UUID id, long version) {}

    /**
     * Something that defines policies.
     *
     * @param document for the space what is stored of it; for a kapp empty, for who asks has that
     * @param attributes values as they are shown: {@code attributes} and {@code attributesMap}
     * @param definitions by name
     */
    record Scope(UUID id, ObjectNode document, ObjectNode attributes, Map<String, PolicyDefinition> definitions) {}

    /** The space, and kapps by slug. */
    record Found(Scope space, Map<String, Scope> kapps) {}

    private final Cache<Version, Scope> known =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    private record Row(Version space, String slug, Version kapp) {}

    /**
     * What is current.
     *
     * @param kapp the slug of the one that is asked for; empty for all
     */
    Found find(Connection connection, Optional<String> kapp) throws SQLException {
        String sql = "SELECT s.id, s.version_id, k.slug, k.id, k.version_id FROM space s LEFT JOIN kapp k ON "
                + (kapp.isPresent() ? "k.slug = ?" : "1 = 1");
        List<Row> rows = Rows.list(
                connection,
                sql,
                row -> new Row(
                        new Version(Rows.uuid(row, 1), row.getLong(2)),
                        row.getString(3),
                        row.getString(3) == null ? null : new Version(Rows.uuid(row, 4), row.getLong(5))),
                kapp.map(slug -> new Object[] {slug}).orElseGet(() -> new Object[0]));
        Scope space = space(connection, rows.get(0).space());
        List<Version> wanted =
                rows.stream().filter(row -> row.kapp() != null).map(Row::kapp).toList();
        Map<Version, Scope> scopes = kapps(connection, wanted);
        Map<String, Scope> kapps = new HashMap<>();
        rows.stream().filter(row -> row.kapp() != null).forEach(row -> kapps.put(row.slug(), scopes.get(row.kapp())));
        return new Found(space, kapps);
    }

    private Scope space(Connection connection, Version version) throws SQLException {
        Scope scope = known.getIfPresent(version);
        if (scope == null) {
            Entry space = SpaceTable.read(connection);
            scope = read(connection, List.of(version), StoredSpace.KIND, space.document())
                    .get(version);
            known.put(version, scope);
        }
        return scope;
    }

    private Map<Version, Scope> kapps(Connection connection, List<Version> wanted) throws SQLException {
        Map<Version, Scope> scopes = new HashMap<>(known.getAllPresent(wanted));
        List<Version> missing = new ArrayList<>(wanted);
        missing.removeAll(scopes.keySet());
        Map<Version, Scope> read = read(connection, missing, KAPP_ATTRIBUTES, Documents.object());
        known.putAll(read);
        scopes.putAll(read);
        return scopes;
    }

    private static Map<Version, Scope> read(
            Connection connection, List<Version> versions, String kind, ObjectNode document) throws SQLException {
        List<UUID> ids = versions.stream().map(Version::id).toList();
        var definitions = DefinitionTable.of(connection, ids);
        var values = AttributeValues.of(
                connection, kind, ids.stream().map(UUID::toString).toList());
        return versions.stream().collect(Collectors.toMap(Function.identity(), version -> {
            ObjectNode attributes = Documents.object();
            AttributeValues.show(attributes, values.get(version.id().toString()), List.of(), "");
            return new Scope(
                    version.id(),
                    document,
                    attributes,
                    definitions.getOrDefault(version.id(), List.of()).stream()
                            .collect(Collectors.toMap(PolicyDefinition::name, Function.identity())));
        }));
    }

    /**
     * The attributes of forms of a kapp, by slug.
     *
     * @param form the slug of the one that is asked for; empty for all
     */
    static Map<String, ObjectNode> formAttributes(Connection connection, UUID kapp, Optional<String> form)
            throws SQLException {
        Map<String, ObjectNode> maps = new HashMap<>();
        List<Object> values = new ArrayList<>(List.of(kapp));
        form.ifPresent(values::add);
        Rows.list(
                connection,
                "SELECT f.slug, a.name, a.content FROM form f JOIN attribute_value a"
                        + " ON a.owner_id = CAST(f.id AS VARCHAR(36)) AND a.kind = 'formAttributeDefinitions'"
                        + " WHERE f.kapp_id = ?" + (form.isPresent() ? " AND f.slug = ?" : "")
                        + " ORDER BY f.slug, a.name, a.position",
                row -> maps.computeIfAbsent(row.getString(1), slug -> Documents.object())
                        .withArrayProperty(row.getString(2))
                        .add(row.getString(3)),
                values.toArray());
        Map<String, ObjectNode> shown = new HashMap<>();
        maps.forEach((slug, map) -> {
            ObjectNode attributes = Documents.object();
            AttributeValues.show(attributes, map, List.of(), "");
            shown.put(slug, attributes);
        });
        return shown;
    }
}

package dev.arbor.engine.tree;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.arbor.core.tree.TreeDefinition;
import dev.arbor.core.tree.TreeStatus;
import dev.arbor.core.tree.TreeType;
import dev.arbor.core.tree.xml.TreeXml;
import dev.arbor.engine.api.TreeRef;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Finds trees for the engine. Heads are read each time, by one indexed statement in the caller's transaction, because
 * another server may have edited them; definitions never change once they are committed and are kept in memory.
 */
@ApplicationScoped
public class TreeCatalog {

    /** Nodes, over all definitions in memory; a node takes about 2 KB with its parameters. */
    private static final long NODES_IN_MEMORY = 50_000;

    private static final String HEAD = "SELECT id, guid, source_name, source_group, name, type, status, definition_id,"
            + " owner_email, version FROM tree WHERE ";
    private static final String BY_TRIPLE =
            HEAD + "source_name = ? AND source_group = ? AND name = ? AND deleted_id = 0";
    private static final String BY_GUID = HEAD + "guid = ? AND deleted_id = 0";
    private static final String BY_DEFINITION = HEAD + "definition_id = ? AND deleted_id = 0";
    private static final String BY_ID = HEAD + "id = ?";

    private record Version(long treeId, int number) {}

    private final DataSource database;
    private final Cache<Version, TreeDefinition> definitions;

    /** For the container's proxy. */
    protected TreeCatalog() {
        this(null);
    }

    @Inject
    public TreeCatalog(DataSource database) {
        this.database = database;
        this.definitions = Caffeine.newBuilder()
                .maximumWeight(NODES_IN_MEMORY)
                .weigher((Version version, TreeDefinition tree) -> tree.nodes().size() + 1)
                .build();
    }

    /** The tree that a request names; empty when there is none or it was deleted. */
    public Optional<TreeHead> find(TreeRef ref) {
        if (ref instanceof TreeRef.Triple triple) {
            return head(BY_TRIPLE, triple.sourceName(), triple.sourceGroup(), triple.name());
        }
        if (ref instanceof TreeRef.Guid guid) {
            return head(BY_GUID, guid.guid());
        }
        return head(BY_DEFINITION, ((TreeRef.Definition) ref).definitionId());
    }

    /** The tree of an id, also when it was deleted: its runs go on. */
    public Optional<TreeHead> byId(long id) {
        return head(BY_ID, id);
    }

    /**
     * A version of a tree's definition.
     *
     * @throws IllegalStateException when there is no such version, or when it cannot be read
     */
    public TreeDefinition definition(long treeId, int version) {
        return definitions.get(new Version(treeId, version), this::read);
    }

    private Optional<TreeHead> head(String sql, Object... arguments) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                query.setObject(i + 1, arguments[i]);
            }
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(head(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Expected to read a tree, but it failed: " + e.getMessage(), e);
        }
    }

    private static TreeHead head(ResultSet row) throws SQLException {
        return new TreeHead(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                TreeType.valueOf(row.getString(6)),
                TreeStatus.valueOf(row.getString(7)),
                Optional.ofNullable(row.getString(8)),
                Optional.ofNullable(row.getString(9)),
                row.getInt(10));
    }

    private TreeDefinition read(Version version) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT definition FROM tree_version WHERE tree_id = ? AND version = ?")) {
            query.setLong(1, version.treeId());
            query.setInt(2, version.number());
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("Expected version " + version.number() + " of tree "
                            + version.treeId() + ", but there is no such version.");
                }
                return TreeXml.readDefinition(row.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Expected to read a definition, but it failed: " + e.getMessage(), e);
        }
    }
}

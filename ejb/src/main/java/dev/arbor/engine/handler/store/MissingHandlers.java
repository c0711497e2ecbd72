package dev.arbor.engine.handler.store;

import dev.arbor.core.tree.TreeType;
import dev.arbor.engine.api.Handlers.MissingHandler;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What trees use and nobody performs, from the index of uses that is written with each version of a tree. */
final class MissingHandlers {

    private static final String COUNTS =
            "SELECT u.definition_id, t.type, count(*), sum(u.node_count) FROM tree_use u JOIN tree t ON t.id = u.tree_id"
                    + " WHERE t.deleted_id = 0 AND u.definition_id NOT LIKE 'routine!_%' ESCAPE '!'"
                    + " AND NOT EXISTS (SELECT 1 FROM handler h WHERE h.definition_id = u.definition_id)"
                    + " AND NOT EXISTS (SELECT 1 FROM tree r WHERE r.definition_id = u.definition_id AND r.deleted_id = 0)"
                    + " GROUP BY u.definition_id, t.type";

    private MissingHandlers() {}

    static List<MissingHandler> find(Connection connection, BuiltInHandlers builtIn) throws SQLException {
        Map<String, MissingHandler> missing = new TreeMap<>();
        try (PreparedStatement query = connection.prepareStatement(COUNTS);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                if (!builtIn.has(row.getString(1))) {
                    missing.merge(row.getString(1), read(row), MissingHandlers::both);
                }
            }
        }
        return new ArrayList<>(missing.values());
    }

    private static MissingHandler read(ResultSet row) throws SQLException {
        int trees = row.getInt(3);
        boolean routine = TreeType.valueOf(row.getString(2)).isRoutine();
        return new MissingHandler(row.getString(1), routine ? 0 : trees, routine ? trees : 0, row.getInt(4));
    }

    private static MissingHandler both(MissingHandler a, MissingHandler b) {
        return new MissingHandler(
                a.definitionId(),
                a.treeCount() + b.treeCount(),
                a.routineCount() + b.routineCount(),
                a.nodeCount() + b.nodeCount());
    }
}

package dev.arbor.platform.kapp;

import dev.arbor.platform.access.DefinitionTable;
import dev.arbor.platform.attribute.AttributeValues;
import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Deletes the rows of a kapp, once it is empty. */
final class KappRemoval {

    private KappRemoval() {}

    static void remove(Connection connection, UUID kapp) throws SQLException {
        for (CategoryTable.Category category :
                CategoryTable.of(connection, List.of(kapp)).getOrDefault(kapp, List.of())) {
            CategoryTable.deleteCategory(connection, category.id());
        }
        Rows.change(connection, "DELETE FROM form_type WHERE kapp_id = ?", kapp);
        Rows.change(connection, "DELETE FROM field WHERE owner_id = ?", kapp);
        Rows.change(connection, "DELETE FROM index_definition WHERE scope_id = ?", kapp);
        Rows.change(connection, "DELETE FROM attribute_definition WHERE scope_id = ?", kapp);
        DefinitionTable.deleteAll(connection, kapp);
        Rows.change(connection, "DELETE FROM background_job WHERE scope_id = ?", kapp);
        AttributeValues.delete(connection, kapp.toString());
        Rows.change(connection, "DELETE FROM kapp WHERE id = ?", kapp);
    }
}

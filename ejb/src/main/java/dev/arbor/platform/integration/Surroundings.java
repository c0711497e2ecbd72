package dev.arbor.platform.integration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.attribute.AttributeValues;
import dev.arbor.platform.document.Entry;
import dev.arbor.platform.ksl.Facts;
import dev.arbor.platform.ksl.KslContext;
import dev.arbor.platform.ksl.KslScope;
import dev.arbor.platform.space.StoredSpace;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Where an integration is: what its mappings and its policies may ask for. The documents have their attributes. */
record Surroundings(ObjectNode space, ObjectNode kapp, Optional<ObjectNode> form) {

    static Surroundings of(Connection connection, Entry space, Entry kapp, Optional<Entry> form) throws SQLException {
        return new Surroundings(
                told(connection, space, StoredSpace.KIND),
                told(connection, kapp, "kappAttributeDefinitions"),
                form.isPresent()
                        ? Optional.of(told(connection, form.get(), "formAttributeDefinitions"))
                        : Optional.empty());
    }

    private static ObjectNode told(Connection connection, Entry entry, String kind) throws SQLException {
        String id = entry.id().toString();
        ObjectNode document = entry.document().deepCopy();
        AttributeValues.show(
                document, AttributeValues.of(connection, kind, List.of(id)).get(id), List.of(), "");
        return document;
    }

    /** What expressions of input mappings may ask for. */
    KslScope scope() {
        return form.isPresent() ? KslScope.FORM : KslScope.KAPP;
    }

    /**
     * The same, filled in.
     *
     * @param identity what is known of the one who calls
     */
    KslContext.Builder context(Facts identity) {
        KslContext.Builder context = KslContext.builder()
                .with("identity", identity)
                .with("space", Facts.of(space))
                .with("kapp", Facts.of(kapp));
        form.ifPresent(each -> context.with("form", Facts.of(each)));
        return context;
    }
}

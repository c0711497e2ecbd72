package dev.arbor.platform.bridge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.api.Authoriser;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.Models;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.Right;
import dev.arbor.platform.api.Subject;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.row.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;

/** The models of the API, each a row. */
@ApplicationScoped
public class StoredModels implements Models {

    private static final String SELECT =
            "SELECT name, content, created_at, created_by, updated_at, updated_by FROM bridge_model";

    private final Transactions transactions;
    private final Authoriser authoriser;
    private final InstantSource time;

    /** For the container's proxy. */
    protected StoredModels() {
        this(null, null, null);
    }

    @Inject
    public StoredModels(Transactions transactions, Authoriser authoriser, InstantSource time) {
        this.transactions = transactions;
        this.authoriser = authoriser;
        this.time = time;
    }

    @Override
    public List<ObjectNode> list(Identity who) {
        permit(who);
        return transactions.call(unit -> Rows.list(unit.connection(), SELECT + " ORDER BY name", StoredModels::read));
    }

    @Override
    public ObjectNode find(Identity who, String name) {
        permit(who);
        return transactions.call(unit -> find(unit.connection(), name, ""));
    }

    @Override
    public ObjectNode create(Identity who, ObjectNode body) {
        permit(who);
        return unique(() -> transactions.call(unit -> {
            ObjectNode model = draft(body, Documents.object().put("status", "Active"));
            Rows.change(
                    unit.connection(),
                    "INSERT INTO bridge_model (id, name, content, created_at, created_by, updated_at, updated_by)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    UUID.randomUUID(),
                    model.get("name").asText(),
                    content(model),
                    time.instant(),
                    who.username(),
                    time.instant(),
                    who.username());
            return find(unit.connection(), model.get("name").asText(), "");
        }));
    }

    @Override
    public ObjectNode update(Identity who, String name, ObjectNode body) {
        permit(who);
        return unique(() -> transactions.call(unit -> {
            ObjectNode model = draft(body, find(unit.connection(), name, " FOR UPDATE"));
            Rows.change(
                    unit.connection(),
                    "UPDATE bridge_model SET name = ?, content = ?, updated_at = ?, updated_by = ? WHERE name = ?",
                    model.get("name").asText(),
                    content(model),
                    time.instant(),
                    who.username(),
                    name);
            return find(unit.connection(), model.get("name").asText(), "");
        }));
    }

    @Override
    public ObjectNode delete(Identity who, String name) {
        permit(who);
        return transactions.call(unit -> {
            ObjectNode model = find(unit.connection(), name, " FOR UPDATE");
            Rows.change(unit.connection(), "DELETE FROM bridge_model WHERE name = ?", name);
            return model;
        });
    }

    private void permit(Identity who) {
        authoriser.demand(who, Right.SPACE_MODIFICATION, Subject.space());
    }

    private static ObjectNode draft(ObjectNode body, ObjectNode before) {
        List<String> findings = new ArrayList<>();
        ObjectNode model = ModelPart.MODEL.read(body, before, findings);
        Set<String> types = new TreeSet<>(model.findValuesAsText("resultType"));
        types.removeAll(Set.of("Single", "Multiple", "null"));
        if (!types.isEmpty()) {
            findings.add("Qualification: resultType must be \"Single\" or \"Multiple\"");
        }
        if (!findings.isEmpty()) {
            throw PlatformRefusal.invalid("Model", findings);
        }
        return model;
    }

    private static ObjectNode find(Connection connection, String name, String lock) throws SQLException {
        return Rows.one(connection, SELECT + " WHERE name = ?" + lock, StoredModels::read, name)
                .orElseThrow(() -> PlatformRefusal.missing("Model", name));
    }

    private static String content(ObjectNode model) {
        ObjectNode content = model.deepCopy();
        content.remove(List.of("name", "createdAt", "createdBy", "updatedAt", "updatedBy"));
        return Documents.write(content);
    }

    private static ObjectNode read(java.sql.ResultSet row) throws SQLException {
        ObjectNode model = Documents.object().put("name", row.getString(1));
        model.setAll(Documents.read(row.getString(2)));
        return model.put("createdAt", Documents.moment(Rows.moment(row, 3)))
                .put("createdBy", row.getString(4))
                .put("updatedAt", Documents.moment(Rows.moment(row, 5)))
                .put("updatedBy", row.getString(6));
    }

    private static ObjectNode unique(Supplier<ObjectNode> change) {
        try {
            return change.get();
        } catch (RuntimeException e) {
            throw Rows.isDuplicate(e) ? PlatformRefusal.duplicate("model", "name") : e;
        }
    }
}

package dev.arbor.engine.tree;

import dev.arbor.engine.api.EventTrees;
import dev.arbor.engine.database.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Finds the trees of events by one indexed statement. */
@ApplicationScoped
public class StoredEventTrees implements EventTrees {

    private final Transactions transactions;

    /** For the container's proxy. */
    protected StoredEventTrees() {
        this(null);
    }

    @Inject
    public StoredEventTrees(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<EventTree> active(String event, Collection<String> platformItemIds) {
        if (platformItemIds.isEmpty()) {
            return List.of();
        }
        return transactions.call(unit -> {
            String marks = String.join(", ", Collections.nCopies(platformItemIds.size(), "?"));
            try (PreparedStatement query = unit.connection()
                    .prepareStatement("SELECT guid, platform_item_id FROM tree WHERE platform_item_id IN (" + marks
                            + ") AND event = ? AND status = 'ACTIVE' AND deleted_id = 0 ORDER BY id")) {
                int at = 1;
                for (String item : platformItemIds) {
                    query.setString(at++, item);
                }
                query.setString(at, event);
                List<EventTree> found = new ArrayList<>();
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        found.add(new EventTree(row.getString(1), row.getString(2)));
                    }
                }
                return found;
            }
        });
    }
}

package dev.arbor.engine.tree;

import dev.arbor.core.tree.TreeStatus;
import dev.arbor.core.tree.TreeType;
import dev.arbor.engine.api.Page;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.TreeQuery;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Lists living trees (engine spec 5.1). */
@Dependent
class TreeSearch {

    private static final Map<String, String> ORDERS = orders();

    private final EntityManager rows;

    @Inject
    TreeSearch(EntityManager rows) {
        this.rows = rows;
    }

    Page<TreeEntity> search(TreeQuery query) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> arguments = new HashMap<>();
        conditions.add("t.deletedId = 0");
        equal("sourceName", query.source(), conditions, arguments);
        equal("name", query.name(), conditions, arguments);
        equal("ownerEmail", query.ownerEmail(), conditions, arguments);
        contains("sourceGroup", query.groupFragment(), conditions, arguments);
        contains("name", query.nameFragment(), conditions, arguments);
        if (!query.groups().isEmpty()) {
            conditions.add("t.sourceGroup IN :groups");
            arguments.put("groups", query.groups());
        }
        // An unknown status or type is a filter that nothing matches, not a mistake that stops a list.
        Optional<TreeStatus> status = query.status().flatMap(TreeStatus::of);
        Optional<TreeType> type = query.type().flatMap(TreeType::of);
        if ((query.status().isPresent() && status.isEmpty()) || (query.type().isPresent() && type.isEmpty())) {
            return new Page<>(0, query.limit(), query.offset(), List.of());
        }
        equal("status", status, conditions, arguments);
        equal("type", type, conditions, arguments);

        String where = " FROM TreeEntity t WHERE " + String.join(" AND ", conditions);
        TypedQuery<TreeEntity> page = rows.createQuery("SELECT t" + where + order(query), TreeEntity.class);
        TypedQuery<Long> count = rows.createQuery("SELECT count(t)" + where, Long.class);
        arguments.forEach((name, value) -> {
            page.setParameter(name, value);
            count.setParameter(name, value);
        });
        page.setFirstResult(query.offset());
        if (query.limit() > 0) {
            page.setMaxResults(query.limit());
        }
        return new Page<>(count.getSingleResult(), query.limit(), query.offset(), page.getResultList());
    }

    /** Those of a thing outside of the engine, oldest first. */
    List<TreeEntity> byIds(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return rows.createQuery(
                        "SELECT t FROM TreeEntity t WHERE t.id IN :ids AND t.deletedId = 0"
                                + " ORDER BY t.definitionId, t.sourceName, t.sourceGroup, t.name",
                        TreeEntity.class)
                .setParameter("ids", ids)
                .getResultList();
    }

    List<TreeEntity> registeredFor(String platformItemId) {
        return rows.createQuery(
                        "SELECT t FROM TreeEntity t WHERE t.platformItemId = :item AND t.deletedId = 0 ORDER BY t.id",
                        TreeEntity.class)
                .setParameter("item", platformItemId)
                .getResultList();
    }

    private static void equal(String field, Optional<?> value, List<String> conditions, Map<String, Object> arguments) {
        value.ifPresent(wanted -> {
            conditions.add("t." + field + " = :" + field);
            arguments.put(field, wanted);
        });
    }

    private static void contains(
            String field, Optional<String> fragment, List<String> conditions, Map<String, Object> arguments) {
        fragment.filter(text -> !text.isEmpty()).ifPresent(text -> {
            // The database lowers both sides: what it takes for a capital depends on its locale.
            conditions.add("lower(t." + field + ") LIKE lower(:" + field + "Fragment) ESCAPE '!'");
            arguments.put(field + "Fragment", "%" + literally(text) + "%");
        });
    }

    private static String literally(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    private static String order(TreeQuery query) {
        String natural = "t.sourceName, t.sourceGroup, t.name, t.id";
        if (query.orderBy().isEmpty()) {
            return " ORDER BY " + natural;
        }
        String field = ORDERS.get(query.orderBy().get());
        if (field == null) {
            throw Refusal.invalid(
                    "invalid_value",
                    "Expected orderBy to be one of " + String.join(", ", ORDERS.keySet()) + ", but got '"
                            + query.orderBy().get() + "'.");
        }
        return " ORDER BY t." + field + (query.descending() ? " DESC, " : " ASC, ") + natural;
    }

    private static Map<String, String> orders() {
        Map<String, String> orders = new TreeMap<>();
        for (String field : List.of(
                "createdAt",
                "createdBy",
                "definitionId",
                "id",
                "name",
                "ownerEmail",
                "sourceGroup",
                "status",
                "type",
                "updatedAt",
                "updatedBy")) {
            orders.put(field, field);
        }
        orders.put("sourceRoot.name", "sourceName");
        orders.put("sourceName", "sourceName");
        return orders;
    }
}

package dev.arbor.engine.category;

import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.Categories;
import dev.arbor.engine.api.Page;
import dev.arbor.engine.api.PolicyRules;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.category.RoutineCategories.Row;
import dev.arbor.engine.database.Transactions;
import dev.arbor.engine.handler.store.HandlerIds;
import dev.arbor.engine.handler.store.SystemControls;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The categories of the API, and what goes into them one by one; {@link CategoryEdits} changes them as a whole. There are few
 * of them, so a list reads them all.
 */
@ApplicationScoped
public class StoredCategories implements Categories {

    private final Transactions transactions;
    private final HandlerIds handlers;
    private final SystemControls controls;
    private final PolicyRules rules;
    private final CategoryEdits edits;

    /** For the container's proxy. */
    protected StoredCategories() {
        this(null, null, null, null, null);
    }

    /** Over the database. */
    @Inject
    public StoredCategories(
            Transactions transactions,
            HandlerIds handlers,
            SystemControls controls,
            PolicyRules rules,
            CategoryEdits edits) {
        this.transactions = transactions;
        this.handlers = handlers;
        this.controls = controls;
        this.rules = rules;
        this.edits = edits;
    }

    @Override
    public Page<CategoryView> list(int limit, int offset) {
        List<CategoryView> all = transactions.call(unit -> {
            Map<String, List<String>> members = CategoryTable.handlers(unit.connection(), Optional.empty());
            List<Row> routines = RoutineCategories.all(unit.connection());
            return Stream.concat(
                            Stream.of(integrated()),
                            CategoryTable.all(unit.connection()).stream()
                                    .map(row -> view(row, members.getOrDefault(row.name(), List.of()), routines)))
                    .sorted(Comparator.comparing(CategoryView::name))
                    .toList();
        });
        List<CategoryView> page =
                all.stream().skip(offset).limit(limit > 0 ? limit : all.size()).toList();
        return new Page<>(all.size(), limit, offset, page);
    }

    @Override
    public CategoryView find(String name) {
        return name.equals(SYSTEM_CONTROLS) ? integrated() : transactions.call(unit -> stored(unit.connection(), name));
    }

    @Override
    public CategoryView create(Draft draft, Caller caller) {
        return find(edits.create(draft, caller));
    }

    @Override
    public CategoryView change(String name, Draft draft, Caller caller) {
        return find(edits.change(name, draft, caller));
    }

    @Override
    public CategoryView delete(String name) {
        CategoryView was = find(name);
        edits.delete(name);
        return was;
    }

    @Override
    public void addHandler(String name, String definitionId) {
        requireOurs(name);
        transactions.call(unit -> {
            lock(unit.connection(), name);
            handlers.require(definitionId);
            CategoryTable.addHandler(unit.connection(), name, definitionId);
            return null;
        });
    }

    @Override
    public void removeHandler(String name, String definitionId) {
        requireOurs(name);
        transactions.call(unit -> {
            lock(unit.connection(), name);
            if (!CategoryTable.removeHandler(unit.connection(), name, definitionId)) {
                throw notIn("handler", definitionId, name);
            }
            return null;
        });
    }

    @Override
    public void addRoutine(String name, String definitionId) {
        requireOurs(name);
        transactions.call(unit -> {
            lock(unit.connection(), name);
            RoutineCategories.add(unit.connection(), routine(unit.connection(), definitionId), name);
            return null;
        });
    }

    @Override
    public void removeRoutine(String name, String definitionId) {
        requireOurs(name);
        transactions.call(unit -> {
            lock(unit.connection(), name);
            Row row = routine(unit.connection(), definitionId);
            if (!row.names().contains(name)) {
                throw notIn("routine", definitionId, name);
            }
            RoutineCategories.remove(unit.connection(), row, name);
            return null;
        });
    }

    @Override
    public void addRule(String name, PolicyRules.Key key) {
        transactions.call(unit -> {
            requireThere(unit.connection(), name);
            rules.assignToCategory(name, key);
            return null;
        });
    }

    @Override
    public void removeRule(String name, PolicyRules.Key key) {
        transactions.call(unit -> {
            requireThere(unit.connection(), name);
            rules.unassignFromCategory(name, key);
            return null;
        });
    }

    @Override
    public Map<String, List<String>> ofHandlers(Collection<String> definitionIds) {
        Map<String, List<String>> all = transactions.call(unit -> CategoryTable.ofHandlers(unit.connection()));
        controls.ids().forEach(id -> all.computeIfAbsent(id, each -> new ArrayList<>())
                .add(0, SYSTEM_CONTROLS));
        all.keySet().retainAll(definitionIds);
        return all;
    }

    @Override
    public void ofHandler(String definitionId, List<String> names) {
        transactions.call(unit -> {
            handlers.require(definitionId);
            CategoryTable.forget(unit.connection(), definitionId);
            for (String name : names) {
                if (name.equals(SYSTEM_CONTROLS) && controls.ids().contains(definitionId)) {
                    continue; // Where it is anyhow, and what a client read it writes again.
                }
                requireOurs(name);
                lock(unit.connection(), name);
                CategoryTable.addHandler(unit.connection(), name, definitionId);
            }
            return null;
        });
    }

    @Override
    public Map<String, String> descriptions() {
        Map<String, String> descriptions = new TreeMap<>();
        descriptions.put(SYSTEM_CONTROLS, controls.description());
        transactions
                .call(unit -> CategoryTable.all(unit.connection()))
                .forEach(row -> descriptions.put(row.name(), row.description()));
        return descriptions;
    }

    private CategoryView stored(Connection connection, String name) throws SQLException {
        CategoryTable.Row row = CategoryTable.find(connection, name).orElseThrow(() -> missing(name));
        return view(
                row,
                CategoryTable.handlers(connection, Optional.of(name)).getOrDefault(name, List.of()),
                RoutineCategories.all(connection));
    }

    private static CategoryView view(CategoryTable.Row row, List<String> handlers, List<Row> routines) {
        List<Long> members = routines.stream()
                .filter(routine -> routine.names().contains(row.name()))
                .map(Row::id)
                .toList();
        return new CategoryView(row.name(), row.description(), false, handlers, members, row.stamps());
    }

    private CategoryView integrated() {
        return new CategoryView(
                SYSTEM_CONTROLS, controls.description(), true, controls.ids(), List.of(), controls.stamps());
    }

    static CategoryTable.Row lock(Connection connection, String name) throws SQLException {
        return CategoryTable.lock(connection, name).orElseThrow(() -> missing(name));
    }

    private static void requireThere(Connection connection, String name) throws SQLException {
        if (!name.equals(SYSTEM_CONTROLS)) {
            lock(connection, name);
        }
    }

    static Row routine(Connection connection, String definitionId) throws SQLException {
        return RoutineCategories.lock(connection, definitionId)
                .orElseThrow(() -> Refusal.notFound(
                        "Unable to retrieve the routine with definition id \"" + definitionId + "\"."));
    }

    static void requireOurs(String name) {
        if (name.equals(SYSTEM_CONTROLS)) {
            throw Refusal.invalid(
                    "integrated_category",
                    "Expected a category that is stored, but \"" + name
                            + "\" belongs to the engine and stays as it is.");
        }
    }

    private static Refusal missing(String name) {
        return Refusal.notFound("Unable to retrieve the category \"" + name + "\".");
    }

    private static Refusal notIn(String what, String definitionId, String name) {
        return Refusal.notFound("Unable to retrieve the " + what + " with definition id \"" + definitionId
                + "\" in the category \"" + name + "\".");
    }
}

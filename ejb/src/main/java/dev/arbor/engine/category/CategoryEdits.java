package dev.arbor.engine.category;

import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.Categories;
import dev.arbor.engine.api.Categories.Draft;
import dev.arbor.engine.api.PolicyRules;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.Stamps;
import dev.arbor.engine.database.DatabaseException;
import dev.arbor.engine.database.Transactions;
import dev.arbor.engine.handler.store.HandlerIds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Adds, changes and removes categories, each with all that a draft says is in it. */
@ApplicationScoped
public class CategoryEdits {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_DESCRIPTION = 10_000;

    private final Transactions transactions;
    private final HandlerIds handlers;
    private final PolicyRules rules;
    private final InstantSource time;

    /** For the container's proxy. */
    protected CategoryEdits() {
        this(null, null, null, null);
    }

    /** Over the database. */
    @Inject
    public CategoryEdits(Transactions transactions, HandlerIds handlers, PolicyRules rules, InstantSource time) {
        this.transactions = transactions;
        this.handlers = handlers;
        this.rules = rules;
        this.time = time;
    }

    /** Adds a category; gives its name. */
    String create(Draft draft, Caller caller) {
        String name = name(draft.name()
                .orElseThrow(() -> Refusal.invalid("invalid_value", "Expected the name of a category, but got none.")));
        requireFree(name.equals(Categories.SYSTEM_CONTROLS), name);
        requireStored(draft);
        Instant now = time.instant();
        return unique(name, unit -> {
            requireFree(CategoryTable.lock(unit.connection(), name).isPresent(), name);
            CategoryTable.insert(
                    unit.connection(),
                    new CategoryTable.Row(
                            name,
                            description(draft).orElse(""),
                            new Stamps(now, caller.username(), now, caller.username())));
            fill(unit.connection(), name, draft);
            return name;
        });
    }

    /** Changes a category; gives its name. */
    String change(String name, Draft draft, Caller caller) {
        StoredCategories.requireOurs(name);
        requireStored(draft);
        String named = draft.name().map(CategoryEdits::name).orElse(name);
        return unique(named, unit -> {
            CategoryTable.Row row = StoredCategories.lock(unit.connection(), name);
            if (!named.equals(name)) {
                requireFree(
                        named.equals(Categories.SYSTEM_CONTROLS)
                                || CategoryTable.find(unit.connection(), named).isPresent(),
                        named);
                RoutineCategories.rename(unit.connection(), name, Optional.of(named));
                rules.renameCategory(name, named);
            }
            Stamps was = row.stamps();
            CategoryTable.update(
                    unit.connection(),
                    name,
                    new CategoryTable.Row(
                            named,
                            description(draft).orElse(row.description()),
                            new Stamps(was.createdAt(), was.createdBy(), time.instant(), caller.username())));
            fill(unit.connection(), named, draft);
            return named;
        });
    }

    /** Removes a category; what was in it stays. */
    void delete(String name) {
        StoredCategories.requireOurs(name);
        transactions.call(unit -> {
            StoredCategories.lock(unit.connection(), name);
            RoutineCategories.rename(unit.connection(), name, Optional.empty());
            rules.replaceOfCategory(name, List.of());
            CategoryTable.delete(unit.connection(), name);
            return null;
        });
    }

    /** Where two take a name at the same time there is no row to be locked, and the database decides. */
    private <T> T unique(String name, Transactions.Work<T> work) {
        try {
            return transactions.call(work);
        } catch (DatabaseException e) {
            requireFree(e.getCause() instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState()), name);
            throw e;
        }
    }

    /** Puts in what a draft names; what it does not speak of stays. */
    private void fill(Connection connection, String name, Draft draft) throws SQLException {
        if (draft.handlers().isPresent()) {
            CategoryTable.clear(connection, name);
            for (String id : draft.handlers().get()) {
                handlers.require(id);
                CategoryTable.addHandler(connection, name, id);
            }
        }
        if (draft.routines().isPresent()) {
            RoutineCategories.rename(connection, name, Optional.empty());
            for (String id : draft.routines().get()) {
                RoutineCategories.add(connection, StoredCategories.routine(connection, id), name);
            }
        }
        if (draft.rules().isPresent()) {
            rules.replaceOfCategory(name, draft.rules().get());
        }
    }

    private static void requireStored(Draft draft) {
        draft.type().filter(type -> !type.equals("Stored")).ifPresent(type -> {
            throw Refusal.invalid(
                    "invalid_value", "Expected the type of a category to be Stored, but got '" + type + "'.");
        });
    }

    private static void requireFree(boolean taken, String name) {
        if (taken) {
            throw Refusal.invalid(
                    "uniqueness_violation",
                    "Expected the name '" + name + "' to be free, but there is such a category.");
        }
    }

    private static String name(String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw Refusal.invalid(
                    "invalid_value",
                    "Expected the name of a category to have 1 to " + LONGEST_NAME + " characters, but it has "
                            + name.strip().length() + ".");
        }
        return name;
    }

    private static Optional<String> description(Draft draft) {
        draft.description().filter(text -> text.length() > LONGEST_DESCRIPTION).ifPresent(text -> {
            throw Refusal.invalid(
                    "invalid_value",
                    "Expected a description of at most " + LONGEST_DESCRIPTION + " characters, but it has "
                            + text.length() + ".");
        });
        return draft.description();
    }
}

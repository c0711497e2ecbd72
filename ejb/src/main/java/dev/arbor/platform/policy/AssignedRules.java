package dev.arbor.platform.policy;

import dev.arbor.engine.api.PolicyRules.Key;
import dev.arbor.engine.api.PolicyRules.RuleView;
import dev.arbor.engine.api.PolicyRules.Type;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.database.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Which rules sources and categories have; every change of rules goes through here, so that servers hear of it. */
abstract class AssignedRules {

    private final Transactions transactions;
    private final PolicyBook book;

    AssignedRules(Transactions transactions, PolicyBook book) {
        this.transactions = transactions;
        this.book = book;
    }

    /** Changes something that decides about requests: from the commit on in this server, within a second in others. */
    <T> T change(Transactions.Work<T> work) {
        return transactions.call(unit -> {
            T result = work.run(unit);
            PolicyTable.changed(unit.connection());
            unit.afterCommit(book::forget);
            return result;
        });
    }

    public List<RuleView> rulesOf(String source) {
        return of(Assignments.SOURCES, List.of(source)).getOrDefault(source, List.of());
    }

    public Map<String, List<RuleView>> rulesOf(Collection<String> sources) {
        return of(Assignments.SOURCES, sources);
    }

    public void assign(String source, Key key) {
        change(unit -> {
            if (!PolicyDrafts.missingSources(unit.connection(), List.of(source)).isEmpty()) {
                throw Refusal.notFound("Unable to retrieve the source \"" + source + "\".");
            }
            assign(unit.connection(), Assignments.SOURCES, source, key);
            return null;
        });
    }

    public void unassign(String source, Key key) {
        unassign(Assignments.SOURCES, source, key);
    }

    public void replace(String source, List<Key> keys) {
        replace(Assignments.SOURCES, source, keys);
    }

    public List<RuleView> rulesOfCategory(String name) {
        return of(Assignments.CATEGORIES, List.of(name)).getOrDefault(name, List.of());
    }

    public Map<String, List<RuleView>> rulesOfCategories(Collection<String> names) {
        return of(Assignments.CATEGORIES, names);
    }

    public void assignToCategory(String name, Key key) {
        change(unit -> {
            assign(unit.connection(), Assignments.CATEGORIES, name, key);
            return null;
        });
    }

    public void unassignFromCategory(String name, Key key) {
        unassign(Assignments.CATEGORIES, name, key);
    }

    public void replaceOfCategory(String name, List<Key> keys) {
        replace(Assignments.CATEGORIES, name, keys);
    }

    public void renameCategory(String from, String to) {
        change(unit -> {
            Assignments.CATEGORIES.rename(unit.connection(), from, to);
            return null;
        });
    }

    private Map<String, List<RuleView>> of(Assignments things, Collection<String> names) {
        return transactions.call(unit -> {
            Map<String, List<PolicyRow>> rows = things.ofThings(unit.connection(), names);
            Map<UUID, RuleView> known = new HashMap<>();
            StoredPolicyRules.views(
                            unit.connection(),
                            rows.values().stream().flatMap(List::stream).toList())
                    .forEach(view -> known.put(view.id(), view));
            Map<String, List<RuleView>> views = new LinkedHashMap<>();
            rows.forEach((name, rules) -> views.put(
                    name, rules.stream().map(rule -> known.get(rule.id())).toList()));
            return views;
        });
    }

    private static void assign(Connection connection, Assignments things, String name, Key key) throws SQLException {
        PolicyRow rule = StoredPolicyRules.require(connection, key);
        PolicyDrafts.demandType(rule, typeOf(things), things);
        things.assign(connection, name, rule.id());
    }

    private void unassign(Assignments things, String name, Key key) {
        change(unit -> {
            PolicyRow rule = StoredPolicyRules.require(unit.connection(), key);
            if (!things.unassign(unit.connection(), name, rule.id())) {
                throw Refusal.notFound("Unable to retrieve the policy rule \"" + key.name() + "\" of \"" + name
                        + "\": it is not assigned.");
            }
            return null;
        });
    }

    private void replace(Assignments things, String name, List<Key> keys) {
        change(unit -> {
            List<UUID> rules = new ArrayList<>();
            for (Key key : keys) {
                PolicyRow rule = PolicyTable.find(unit.connection(), key)
                        .orElseThrow(() -> Refusal.invalid(
                                "missing_policy_rule",
                                "Expected a policy rule '" + key.name() + "' of the type "
                                        + key.type().label() + ", but there is none."));
                PolicyDrafts.demandType(rule, typeOf(things), things);
                rules.add(rule.id());
            }
            things.replaceOfThing(unit.connection(), name, rules);
            return null;
        });
    }

    private static Type typeOf(Assignments things) {
        return switch (things) {
            case AREAS -> Type.CONSOLE_ACCESS;
            case CATEGORIES -> Type.CATEGORY_ACCESS;
            case SOURCES -> Type.API_ACCESS;
        };
    }
}

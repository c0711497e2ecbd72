package dev.arbor.platform.policy;

import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.KnownCategories;
import dev.arbor.engine.api.Page;
import dev.arbor.engine.api.PolicyRules;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.RubyRules;
import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.row.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** The rules of the API. What rules are assigned to is changed by {@link AssignedRules}. */
@ApplicationScoped
public class StoredPolicyRules extends AssignedRules implements PolicyRules {

    private final Transactions transactions;
    private final PolicyDrafts drafts;
    private final InstantSource time;

    /** For the container's proxy. */
    protected StoredPolicyRules() {
        this(null, null, null, null, null);
    }

    @Inject
    public StoredPolicyRules(
            Transactions transactions,
            RubyRules ruby,
            KnownCategories categories,
            PolicyBook book,
            InstantSource time) {
        super(transactions, book);
        this.transactions = transactions;
        this.drafts = new PolicyDrafts(ruby, categories);
        this.time = time;
    }

    @Override
    public Page<RuleView> list(Filter filter) {
        return transactions.call(unit -> new Page<>(
                PolicyTable.count(unit.connection(), filter),
                filter.limit(),
                filter.offset(),
                views(unit.connection(), PolicyTable.list(unit.connection(), filter))));
    }

    @Override
    public RuleView find(Key key) {
        return transactions.call(unit -> view(unit.connection(), require(unit.connection(), key)));
    }

    @Override
    public boolean exists(Key key) {
        return transactions.call(
                unit -> PolicyTable.find(unit.connection(), key).isPresent());
    }

    @Override
    public RuleView create(Type type, Draft draft, Caller caller) {
        String name = draft.name().orElseThrow(() -> missing("name"));
        String rule = draft.rule().orElseThrow(() -> missing("rule"));
        drafts.check(draft);
        Key key = new Key(type, name);
        return unique(
                key,
                () -> change(unit -> {
                    Instant now = now();
                    PolicyRow row = new PolicyRow(
                            UUID.randomUUID(),
                            key,
                            rule,
                            draft.message().orElse(""),
                            now,
                            caller.username(),
                            now,
                            caller.username());
                    PolicyTable.insert(unit.connection(), row);
                    drafts.assign(unit.connection(), row, draft);
                    return view(unit.connection(), row);
                }));
    }

    @Override
    public RuleView update(Key key, Draft draft, Caller caller) {
        drafts.check(draft);
        Key wanted = new Key(key.type(), draft.name().orElse(key.name()));
        return unique(
                wanted,
                () -> change(unit -> {
                    PolicyRow row = PolicyTable.lock(unit.connection(), key).orElseThrow(() -> missing(key));
                    return view(unit.connection(), write(unit.connection(), row, wanted, draft, caller));
                }));
    }

    private PolicyRow write(Connection connection, PolicyRow row, Key wanted, Draft draft, Caller caller)
            throws SQLException {
        PolicyRow changed = new PolicyRow(
                row.id(),
                wanted,
                draft.rule().orElse(row.rule()),
                draft.message().orElse(row.message()),
                row.createdAt(),
                row.createdBy(),
                now(),
                caller.username());
        PolicyTable.update(connection, changed);
        drafts.assign(connection, changed, draft);
        return changed;
    }

    @Override
    public RuleView delete(Key key) {
        return change(unit -> {
            PolicyRow row = PolicyTable.lock(unit.connection(), key).orElseThrow(() -> missing(key));
            if (PolicyTable.systemRule(unit.connection()).id().equals(row.id())) {
                throw Refusal.invalid(
                        "system_rule",
                        "Expected another policy rule than '" + key.name()
                                + "', because it holds where no rule is assigned; configure another one first.");
            }
            RuleView view = view(unit.connection(), row);
            PolicyTable.delete(unit.connection(), row.id());
            return view;
        });
    }

    @Override
    public RuleView systemRule() {
        return transactions.call(unit -> view(unit.connection(), PolicyTable.systemRule(unit.connection())));
    }

    @Override
    public RuleView systemRule(Draft draft, Caller caller) {
        Key key = new Key(Type.SYSTEM_DEFAULT, draft.name().orElseThrow(() -> missing("name")));
        drafts.check(draft);
        if (!exists(key)) {
            create(Type.SYSTEM_DEFAULT, draft, caller);
        }
        return change(unit -> {
            PolicyRow row = PolicyTable.lock(unit.connection(), key).orElseThrow(() -> missing(key));
            boolean same = draft.rule().orElse(row.rule()).equals(row.rule())
                    && draft.message().orElse(row.message()).equals(row.message());
            PolicyRow wanted = same ? row : write(unit.connection(), row, key, draft, caller);
            PolicyTable.systemRule(unit.connection(), wanted.id());
            return view(unit.connection(), wanted);
        });
    }

    static PolicyRow require(Connection connection, Key key) throws SQLException {
        return PolicyTable.find(connection, key).orElseThrow(() -> missing(key));
    }

    static RuleView view(Connection connection, PolicyRow row) throws SQLException {
        return views(connection, List.of(row)).get(0);
    }

    /** With what they are assigned to, in three queries however many they are. */
    static List<RuleView> views(Connection connection, Collection<PolicyRow> rows) throws SQLException {
        List<UUID> ids = rows.stream().map(PolicyRow::id).distinct().toList();
        Map<UUID, List<String>> areas = Assignments.AREAS.byRule(connection, ids);
        Map<UUID, List<String>> categories = Assignments.CATEGORIES.byRule(connection, ids);
        Map<UUID, List<String>> sources = Assignments.SOURCES.byRule(connection, ids);
        return rows.stream()
                .map(row -> new RuleView(
                        row.id(),
                        row.key(),
                        row.rule(),
                        row.message(),
                        areas.getOrDefault(row.id(), List.of()),
                        categories.getOrDefault(row.id(), List.of()),
                        sources.getOrDefault(row.id(), List.of()),
                        row.createdAt(),
                        row.createdBy(),
                        row.updatedAt(),
                        row.updatedBy()))
                .toList();
    }

    static Refusal missing(Key key) {
        return Refusal.notFound("Unable to retrieve the policy rule \"" + key.name() + "\" of the type "
                + key.type().label() + ".");
    }

    private static Refusal missing(String field) {
        return Refusal.invalid(
                "invalid_value", "Expected '" + field + "' of a policy rule in the body, but it is not there.");
    }

    private static RuleView unique(Key key, Supplier<RuleView> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw Rows.isDuplicate(e)
                    ? Refusal.invalid(
                            "uniqueness_violation",
                            "Expected the name '" + key.name() + "' to be free, but there is such a policy rule of"
                                    + " the type " + key.type().label() + ".")
                    : e;
        }
    }

    /** As exact as the databases keep it. */
    private Instant now() {
        return time.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

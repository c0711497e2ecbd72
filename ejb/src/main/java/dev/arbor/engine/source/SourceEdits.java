package dev.arbor.engine.source;

import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.PolicyRules;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.Sources.Draft;
import dev.arbor.engine.api.Sources.PropertyView;
import dev.arbor.engine.api.Stamps;
import dev.arbor.engine.database.DatabaseException;
import dev.arbor.engine.database.Transactions;
import dev.arbor.engine.handler.store.HandlerSecrets;
import dev.arbor.engine.setting.CatalogVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Changes sources. Secrets are sealed before the row names them, and forgotten once none does, so that whatever dies in
 * between, a source has its values.
 */
@ApplicationScoped
public class SourceEdits {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_VALUE = 4_000;
    private static final List<String> STATUSES = List.of(SourceRow.ACTIVE, SourceRow.INACTIVE);

    private final Transactions transactions;
    private final HandlerSecrets secrets;
    private final PolicyRules rules;
    private final CatalogVersion version;
    private final InstantSource time;

    /** For the container's proxy. */
    protected SourceEdits() {
        this(null, null, null, null, null);
    }

    @Inject
    public SourceEdits(
            Transactions transactions,
            HandlerSecrets secrets,
            PolicyRules rules,
            CatalogVersion version,
            InstantSource time) {
        this.transactions = transactions;
        this.secrets = secrets;
        this.rules = rules;
        this.version = version;
        this.time = time;
    }

    /** Adds a source; gives its name. */
    String create(Draft draft, Caller caller) {
        String name = name(draft.name()
                .orElseThrow(() -> Refusal.invalid("invalid_value", "Expected the name of a source, but got none.")));
        requireFree(
                transactions.call(
                        unit -> SourceTable.find(unit.connection(), name).isPresent()),
                name);
        Instant now = time.instant();
        SourceRow empty = new SourceRow(
                name,
                SourceRow.ACTIVE,
                draft.type().orElse(SourceAdapter.ADHOC.label()),
                Map.of(),
                Optional.empty(),
                Map.of(),
                new Stamps(now, caller.username(), now, caller.username()));
        SourceRow row = sealed(empty, draft, caller);
        store(
                row,
                row,
                () -> unique(name, unit -> {
                    SourceTable.insert(unit.connection(), row);
                    draft.rules().ifPresent(keys -> rules.replace(name, keys));
                    version.changed(unit, caller);
                    return empty;
                }));
        return name;
    }

    /** Changes a source; gives its name. */
    String change(String name, Draft draft, Caller caller) {
        SourceRow seen = transactions.call(
                unit -> SourceTable.find(unit.connection(), name).orElseThrow(() -> StoredSources.missing(name)));
        String named = draft.name().map(SourceEdits::name).orElse(name);
        boolean renamed = !named.equals(name);
        if (seen.builtIn()
                && (renamed
                        || draft.status()
                                .filter(status -> !status.equals(seen.status()))
                                .isPresent())) {
            throw builtIn(name, "keeps its name and its status");
        }
        if (draft.type().filter(type -> !type.equals(seen.type())).isPresent() && seen.builtIn()) {
            throw builtIn(name, "keeps its type");
        }
        SourceRow row = sealed(seen, draft, caller);
        store(
                seen,
                row,
                () -> unique(named, unit -> {
                    SourceRow now =
                            SourceTable.lock(unit.connection(), name).orElseThrow(() -> StoredSources.missing(name));
                    if (!now.stamps().equals(seen.stamps())) {
                        throw Refusal.invalid(
                                "stale_record",
                                "Expected the source '" + name + "' to stay as it was, but it was changed meanwhile.");
                    }
                    List<PolicyRules.Key> keys = renamed ? keys(name) : List.of();
                    if (renamed) {
                        requireFree(SourceTable.find(unit.connection(), named).isPresent(), named);
                        rules.replace(name, List.of());
                    }
                    SourceTable.update(unit.connection(), name, row);
                    if (renamed) {
                        rules.replace(named, keys);
                    }
                    draft.rules().ifPresent(wanted -> rules.replace(named, wanted));
                    version.changed(unit, caller);
                    return seen;
                }));
        return named;
    }

    SourceRow delete(String name, Caller caller) {
        SourceRow gone = transactions.call(unit -> {
            SourceRow row = SourceTable.lock(unit.connection(), name).orElseThrow(() -> StoredSources.missing(name));
            if (row.builtIn()) {
                throw builtIn(name, "cannot be removed");
            }
            long trees = SourceTable.trees(unit.connection(), name);
            if (trees > 0) {
                throw Refusal.invalid(
                        "source_in_use",
                        "Expected a source without trees, but \"" + name + "\" has " + trees
                                + "; move or delete them first.");
            }
            rules.replace(name, List.of());
            SourceTable.delete(unit.connection(), name);
            version.changed(unit, caller);
            return row;
        });
        gone.secretOwner()
                .ifPresent(owner -> secrets.forget(owner, gone.secrets().values()));
        return gone;
    }

    private List<PolicyRules.Key> keys(String name) {
        return rules.rulesOf(name).stream().map(PolicyRules.RuleView::key).toList();
    }

    /** Does it, and forgets the secrets that are not named afterwards: old ones, or new ones where it failed. */
    private void store(SourceRow before, SourceRow after, Runnable work) {
        Collection<String> unused = left(after.secrets(), before == after ? Map.of() : before.secrets());
        try {
            work.run();
            unused = before == after ? List.of() : left(before.secrets(), after.secrets());
        } finally {
            for (String owner : after.secretOwner().stream().toList()) {
                secrets.forget(owner, unused);
            }
        }
    }

    private static Collection<String> left(Map<String, String> of, Map<String, String> without) {
        return of.values().stream()
                .filter(place -> !without.containsValue(place))
                .toList();
    }

    /** The row as it is to be, with new secrets in the strongbox. All is judged before anything is sealed. */
    private SourceRow sealed(SourceRow was, Draft draft, Caller caller) {
        String type = draft.type().orElse(was.type());
        SourceAdapter adapter = SourceAdapter.of(type)
                .orElseThrow(() -> Refusal.invalid(
                        "invalid_value",
                        "Expected the type of a source to be one of "
                                + List.of(SourceAdapter.values()).stream()
                                        .map(SourceAdapter::label)
                                        .toList()
                                + ", but got '" + type + "'."));
        String status = draft.status().orElse(was.status());
        if (!STATUSES.contains(status)) {
            throw Refusal.invalid(
                    "invalid_value",
                    "Expected the status of a source to be Active or Inactive, but got '" + status + "'.");
        }
        draft.properties().forEach((name, value) -> judge(adapter, name, value));
        Map<String, String> texts = new TreeMap<>(was.properties());
        Map<String, String> places = new TreeMap<>(was.secrets());
        texts.keySet().removeIf(name -> adapter.property(name).isEmpty());
        places.keySet().removeIf(name -> adapter.property(name).isEmpty());
        Optional<String> owner = was.secretOwner();
        for (Map.Entry<String, String> given : given(draft).entrySet()) {
            String name = given.getKey();
            texts.remove(name);
            if (!adapter.property(name).orElseThrow().sensitive()) {
                texts.put(name, given.getValue());
                continue;
            }
            places.remove(name);
            if (!given.getValue().isEmpty()) {
                owner = Optional.of(owner.orElseGet(HandlerSecrets::newOwner));
                places.put(name, secrets.keep(owner.get(), given.getValue()));
            }
        }
        Stamps stamps = new Stamps(
                was.stamps().createdAt(),
                was.stamps().createdBy(),
                later(was.stamps().updatedAt()),
                caller.username());
        return new SourceRow(draft.name().orElse(was.name()), status, type, texts, owner, places, stamps);
    }

    /** Always later than before, since that is how a change is noticed. */
    private Instant later(Instant before) {
        Instant now = time.instant();
        return now.isAfter(before) ? now : before.plusMillis(1);
    }

    private static Map<String, String> given(Draft draft) {
        Map<String, String> given = new LinkedHashMap<>();
        draft.properties().forEach((name, value) -> value.ifPresent(text -> given.put(name, text)));
        return given;
    }

    private static void judge(SourceAdapter adapter, String name, Optional<String> value) {
        PropertyView property = adapter.property(name)
                .orElseThrow(() -> Refusal.invalid(
                        "unknown_property",
                        "Expected a property of sources of the type " + adapter.label() + ", but they have no '" + name
                                + "'."));
        value.filter(text -> text.length() > LONGEST_VALUE).ifPresent(text -> {
            throw Refusal.invalid(
                    "invalid_value",
                    "Expected '" + property.name() + "' to have at most " + LONGEST_VALUE + " characters, but it has "
                            + text.length() + ".");
        });
    }

    private <T> void unique(String name, Transactions.Work<T> work) {
        try {
            transactions.call(work);
        } catch (DatabaseException e) {
            requireFree(e.getCause() instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState()), name);
            throw e;
        }
    }

    private static void requireFree(boolean taken, String name) {
        if (taken) {
            throw Refusal.invalid(
                    "uniqueness_violation", "Expected the name '" + name + "' to be free, but there is such a source.");
        }
    }

    private static Refusal builtIn(String name, String fate) {
        return Refusal.invalid(
                "built_in_source",
                "Expected a source that was added, but \"" + name + "\" is part of the server and " + fate + ".");
    }

    private static String name(String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw Refusal.invalid(
                    "invalid_value",
                    "Expected the name of a source, of at most " + LONGEST_NAME + " characters, but it has "
                            + name.strip().length() + ".");
        }
        return name;
    }
}

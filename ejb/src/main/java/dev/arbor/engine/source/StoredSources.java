package dev.arbor.engine.source;

import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.Page;
import dev.arbor.engine.api.PolicyRules;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.Sources;
import dev.arbor.engine.database.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The sources of the API: reading them here, changing them by {@link SourceEdits}. */
@ApplicationScoped
public class StoredSources implements Sources {

    private final Transactions transactions;
    private final SourceEdits edits;
    private final SourceCheck check;
    private final PolicyRules rules;

    /** For the container's proxy. */
    protected StoredSources() {
        this(null, null, null, null);
    }

    @Inject
    public StoredSources(Transactions transactions, SourceEdits edits, SourceCheck check, PolicyRules rules) {
        this.transactions = transactions;
        this.edits = edits;
        this.check = check;
        this.rules = rules;
    }

    @Override
    public List<AdapterView> adapters() {
        return Stream.of(SourceAdapter.values())
                .map(each -> new AdapterView(each.label(), each.properties()))
                .sorted(Comparator.comparing(AdapterView::name))
                .toList();
    }

    @Override
    public Page<SourceView> list(int limit, int offset) {
        return transactions.call(unit -> new Page<>(
                SourceTable.count(unit.connection()),
                limit,
                offset,
                SourceTable.list(unit.connection(), limit, offset).stream()
                        .map(StoredSources::view)
                        .toList()));
    }

    @Override
    public SourceView find(String name) {
        return view(row(name));
    }

    @Override
    public TreeWords treeWords(Collection<String> names) {
        return transactions.call(unit -> new TreeWords(
                SourceTable.ofTrees(unit.connection(), "source_group", names),
                SourceTable.ofTrees(unit.connection(), "name", names)));
    }

    @Override
    public SourceView create(Draft draft, Caller caller) {
        return find(edits.create(draft, caller));
    }

    @Override
    public SourceView change(String name, Draft draft, Caller caller) {
        return find(edits.change(name, draft, caller));
    }

    @Override
    public SourceView delete(String name, Caller caller) {
        return view(edits.delete(name, caller));
    }

    @Override
    public String validate(String name) {
        return check.check(row(name));
    }

    @Override
    public void addRule(String name, PolicyRules.Key key) {
        row(name);
        rules.assign(name, key);
    }

    @Override
    public void removeRule(String name, PolicyRules.Key key) {
        row(name);
        rules.unassign(name, key);
    }

    private SourceRow row(String name) {
        return transactions.call(
                unit -> SourceTable.find(unit.connection(), name).orElseThrow(() -> missing(name)));
    }

    static Refusal missing(String name) {
        return Refusal.notFound("Unable to retrieve the source \"" + name + "\".");
    }

    private static SourceView view(SourceRow row) {
        Map<String, Optional<String>> properties = new LinkedHashMap<>();
        for (PropertyView property : row.adapter().properties()) {
            properties.put(
                    property.name(),
                    property.sensitive()
                            ? Optional.empty()
                            : Optional.of(row.properties().getOrDefault(property.name(), "")));
        }
        return new SourceView(
                row.name(),
                row.status(),
                row.type(),
                properties,
                row.adapter().groups(),
                row.adapter().trees(),
                row.stamps());
    }
}

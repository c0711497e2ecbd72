package dev.arbor.engine.source;

import dev.arbor.engine.database.Transactions;
import dev.arbor.engine.setting.Kept;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.HashMap;
import java.util.Map;

/** The adapters of sources for those who start and walk runs; kept in memory, and a second old at the most. */
@ApplicationScoped
public class SourceAdapters implements Kept {

    private record Kind(SourceAdapter adapter, boolean active) {}

    private final Transactions transactions;
    private volatile Map<String, Kind> known;

    /** For the container's proxy. */
    protected SourceAdapters() {
        this(null);
    }

    /** Over the database. */
    @Inject
    public SourceAdapters(Transactions transactions) {
        this.transactions = transactions;
    }

    /** The adapter of a source; one that has none makes nothing of what is sent. */
    public SourceAdapter of(String source) {
        return kind(source).adapter();
    }

    /** Whether runs of a source may be started. */
    public boolean active(String source) {
        return kind(source).active();
    }

    private Kind kind(String source) {
        Map<String, Kind> sources = known;
        if (sources == null) {
            reload();
            sources = known;
        }
        Kind kind = sources.get(source);
        return kind != null ? kind : new Kind(SourceAdapter.of(source).orElse(SourceAdapter.ADHOC), true);
    }

    @Override
    public void reload() {
        known = transactions.call(unit -> {
            try (PreparedStatement query = unit.connection().prepareStatement("SELECT name, type, status FROM source");
                    ResultSet row = query.executeQuery()) {
                Map<String, Kind> sources = new HashMap<>();
                while (row.next()) {
                    SourceAdapter adapter = SourceAdapter.of(row.getString(2)).orElse(SourceAdapter.ADHOC);
                    sources.put(
                            row.getString(1), new Kind(adapter, row.getString(3).equals(SourceRow.ACTIVE)));
                }
                return Map.copyOf(sources);
            }
        });
    }
}

package dev.arbor.engine.setting;

import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.DueLook;
import dev.arbor.engine.database.Transactions;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Tells a server that what it keeps in memory has changed. Whoever changes something sets the version with it; each server
 * reads the version every second, and all else only when it is another one.
 */
@ApplicationScoped
public class CatalogVersion {

    private static final Logger LOG = Logger.getLogger(CatalogVersion.class);
    private static final String NAME = "catalog.version";

    private final Transactions transactions;
    private final List<Kept> kept;
    private final InstantSource time;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile String known = "";

    @Resource
    private ManagedExecutorService executor;

    /** For the container's proxy. */
    protected CatalogVersion() {
        this(null, List.of(), null);
    }

    /** Tells every bean of the type. */
    @Inject
    public CatalogVersion(Transactions transactions, @Any Instance<Kept> kept, InstantSource time) {
        this(transactions, kept.stream().toList(), time);
    }

    /** Tells these. */
    public CatalogVersion(Transactions transactions, List<Kept> kept, InstantSource time) {
        this.transactions = transactions;
        this.kept = kept;
        this.time = time;
    }

    /** Something has changed in this transaction; all servers see it once it is committed, this one at once. */
    public void changed(Transactions.Unit unit, Caller caller) throws SQLException {
        Settings.put(unit.connection(), NAME, UUID.randomUUID().toString(), caller.username(), time.instant());
        unit.afterCommit(this::refresh);
    }

    void look(@Observes DueLook look) {
        if (!looking.compareAndSet(false, true)) {
            return;
        }
        try {
            executor.execute(() -> {
                try {
                    refresh();
                } catch (RuntimeException e) {
                    LOG.errorf("What others have set could not be read (%s); it is tried again.", e.getMessage());
                } finally {
                    looking.set(false);
                }
            });
        } catch (RejectedExecutionException e) {
            looking.set(false);
            LOG.debugf("No thread looks for what others have set (%s); it is tried again.", e.getMessage());
        }
    }

    /** Reads the version, and has all else read again when it is another one. */
    public void refresh() {
        Optional<String> version = transactions.call(unit -> Settings.read(unit.connection(), NAME));
        String now = version.orElse("");
        if (!now.equals(known)) {
            kept.forEach(Kept::reload);
            known = now; // Only now: where it fails, it is tried again.
        }
    }
}

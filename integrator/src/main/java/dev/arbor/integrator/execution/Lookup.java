package dev.arbor.integrator.execution;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.arbor.integrator.api.IntegratorRefusal;
import dev.arbor.integrator.definition.ConnectionBook;
import dev.arbor.integrator.definition.OperationBook;
import dev.arbor.integrator.definition.OperationDraft;
import dev.arbor.integrator.registry.Registry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Connections and operations as calls need them, read from their tables and worked out at most once a second: a call then
 * costs no query. What this server changes is known to its next call; what another server changes, a second later.
 */
public final class Lookup {

    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final int KEPT = 1_000;

    private final ConnectionBook connections;
    private final OperationBook operations;
    private final Registry registry;
    private final Cache<Key, Line> lines;
    private final Cache<Key, Plan> plans;

    /** Counts changes: what was being read while something changed is kept under a key that nobody asks for. */
    private final AtomicLong changes = new AtomicLong();

    private record Key(long changes, String connection, String operation) {}

    public Lookup(ConnectionBook connections, OperationBook operations, Registry registry, InstantSource time) {
        this.connections = connections;
        this.operations = operations;
        this.registry = registry;
        this.lines = cache(time);
        this.plans = cache(time);
    }

    private static <T> Cache<Key, T> cache(InstantSource time) {
        return Caffeine.newBuilder()
                .maximumSize(KEPT)
                .expireAfterWrite(FRESH)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(time.millis()))
                .build();
    }

    /**
     * A connection.
     *
     * @throws IntegratorRefusal when there is none
     */
    Line line(String connectionId) {
        return lines.get(
                new Key(changes.get(), connectionId, ""), key -> Line.of(connections.find(connectionId), registry));
    }

    /**
     * An operation of a connection.
     *
     * @throws IntegratorRefusal when there is none
     */
    Plan plan(String connectionId, String operationId) {
        return plans.get(
                new Key(changes.get(), connectionId, operationId),
                key -> Plan.of(OperationDraft.of(operations.find(connectionId, operationId))));
    }

    /** Called after every change of a definition, when it is committed. */
    public void changed() {
        changes.incrementAndGet();
    }
}

package dev.arbor.integrator.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.definition.ConnectionRecord;
import dev.arbor.integrator.definition.ConnectionTable.Whole;
import dev.arbor.integrator.definition.Drafts.Draft;
import dev.arbor.integrator.kind.CallException;
import dev.arbor.integrator.kind.CallException.Reason;
import dev.arbor.integrator.kind.ConnectionKind;
import dev.arbor.integrator.kind.Definition;
import dev.arbor.integrator.kind.Limits;
import dev.arbor.integrator.kind.OpenConnection;
import dev.arbor.integrator.vault.Redactor;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The open connections of this server. */
public final class Registry implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Registry.class);

    private final Map<String, ConnectionKind> kinds;
    private final Limits limits;
    private final InstantSource time;
    private final SecretKeeper keeper;
    private final Map<String, Watch> watches = new ConcurrentHashMap<>();
    private final Map<String, Shared> open = new ConcurrentHashMap<>();

    /** Keeps what changed in use. */
    @FunctionalInterface
    public interface SecretKeeper {

        /** Seals a secret of a connection in its place. */
        void keep(String connectionId, String place, String plain);
    }

    /** What is done with an open connection. */
    @FunctionalInterface
    public interface Use<T> {

        /** Does it. */
        T with(OpenConnection connection) throws CallException;
    }

    /** What outlives the opening and closing of a connection. */
    private record Watch(Breaker breaker, Health health, Semaphore calls) {}

    /** An empty registry. */
    public Registry(Map<String, ConnectionKind> kinds, Limits limits, InstantSource time, SecretKeeper keeper) {
        this.kinds = Map.copyOf(kinds);
        this.limits = limits;
        this.time = time;
        this.keeper = keeper;
    }

    /**
     * Uses a connection, which is opened if it is not open yet, or is open as it was defined before.
     *
     * @throws CallException when it cannot be used, or its use failed
     */
    public <T> T use(Whole definition, Use<T> use) throws CallException {
        ConnectionRecord record = definition.connection();
        Watch watch = watch(record.id());
        if (!watch.breaker().admits()) {
            throw new CallException(
                    Reason.CONNECTION,
                    "Expected the connection '" + record.name() + "' to be up, but it failed " + Breaker.FAILURES
                            + " times in a row; it is tried again within " + Breaker.PAUSE.toSeconds() + " seconds.");
        }
        boolean entered = false;
        Shared shared = null;
        try {
            entered = enter(watch, record);
            shared = open(definition);
            T result = use.with(shared.connection());
            watch.breaker().succeeded();
            watch.health().succeeded();
            return result;
        } catch (CallException e) {
            failed(watch, definition, e);
            throw e;
        } catch (RuntimeException | Error e) {
            // Says nothing about the connection; but whoever was admitted says how it went.
            watch.breaker().succeeded();
            throw e;
        } finally {
            if (shared != null) {
                shared.leave();
            }
            if (entered) {
                watch.calls().release();
            }
        }
    }

    private boolean enter(Watch watch, ConnectionRecord record) throws CallException {
        try {
            if (watch.calls().tryAcquire(limits.connect().toMillis(), TimeUnit.MILLISECONDS)) {
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new CallException(
                Reason.TIMEOUT,
                "Expected at most " + limits.calls() + " calls at the same time on the connection '" + record.name()
                        + "', but there are more and none ended in time.");
    }

    private void failed(Watch watch, Whole definition, CallException e) {
        if (e.reason().isUnhealthy()) {
            watch.health().failed(new Redactor(definition.hidden()).of(e.getMessage()));
        }
        if (!e.reason().connectionsFault()) {
            watch.breaker().succeeded();
            return;
        }
        if (watch.breaker().failed()) {
            LOG.warnf(
                    "The connection %s failed %d times in a row; it is left alone for a while.",
                    definition.connection().id(), Breaker.FAILURES);
        }
    }

    /** The open connection, entered; one that is open as an older definition had it is replaced. */
    private Shared open(Whole definition) throws CallException {
        ConnectionRecord record = definition.connection();
        Shared shared = open.get(record.id());
        if (shared != null && shared.lockVersion() >= record.lockVersion() && shared.enter()) {
            return shared;
        }
        synchronized (watch(record.id())) {
            shared = open.get(record.id());
            if (shared != null && shared.lockVersion() >= record.lockVersion() && shared.enter()) {
                return shared;
            }
            Shared fresh = new Shared(record.lockVersion(), opened(definition));
            fresh.enter();
            retire(open.put(record.id(), fresh));
            watch(record.id()).health().started("Started");
            return fresh;
        }
    }

    private OpenConnection opened(Whole definition) throws CallException {
        ConnectionRecord record = definition.connection();
        if (!record.unreadable().isEmpty()) {
            throw new CallException(
                    Reason.INVALID_CONNECTION,
                    "Expected secrets that can be opened, but: "
                            + String.join(" ", record.unreadable().values()));
        }
        return kind(record.type())
                .open(new Definition(
                        record.id(),
                        definition.config(),
                        definition.named(),
                        (place, plain) -> keeper.keep(record.id(), place, plain)));
    }

    /**
     * Uses a connection that is not kept: opened for this once, and closed.
     *
     * @throws CallException when it cannot be used, or its use failed
     */
    public <T> T useOnce(Draft draft, Use<T> use) throws CallException {
        try (OpenConnection connection =
                kind(draft.type()).open(new Definition("unsaved", draft.open(), draft.named(), (place, plain) -> {}))) {
            return use.with(connection);
        }
    }

    /** A kind of connection. */
    public ConnectionKind kind(String type) {
        return kinds.get(type);
    }

    /** Closes a connection when the calls on it have ended, and forgets its failures; the next use opens it anew. */
    public void restart(String id) {
        retire(open.remove(id));
        Watch old = watches.remove(id);
        if (old != null) {
            // Its events go on; its failures do not.
            watches.put(id, new Watch(new Breaker(time), old.health(), old.calls()));
        }
        watch(id).health().started("Restarted");
    }

    /** Closes a connection for good. */
    public void forget(String id) {
        retire(open.remove(id));
        watches.remove(id);
    }

    /** Its health as far as this server knows it. */
    public ObjectNode status(ConnectionRecord record) {
        if (!record.unreadable().isEmpty()) {
            Health lost = new Health(time);
            lost.failed(String.join(" ", new TreeSet<>(record.unreadable().values())));
            return lost.json();
        }
        Watch watch = watches.get(record.id());
        return watch == null ? new Health(time).json() : watch.health().json();
    }

    /** How many are open. */
    public int size() {
        return open.size();
    }

    private Watch watch(String id) {
        return watches.computeIfAbsent(
                id, key -> new Watch(new Breaker(time), new Health(time), new Semaphore(limits.calls())));
    }

    private static void retire(Shared shared) {
        if (shared != null) {
            shared.retire();
        }
    }

    /** Closes all of them at once; calls under way end. */
    @Override
    public void close() {
        open.keySet().forEach(id -> {
            Shared shared = open.remove(id);
            if (shared != null) {
                shared.retire();
                shared.connection().close();
            }
        });
    }
}

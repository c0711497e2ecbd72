package dev.arbor.engine.setting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.EngineConfig;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.database.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How the engine is set up: one row of JSON, under the names that the API has for it. */
@ApplicationScoped
public class StoredEngineConfig implements EngineConfig {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "engine.config";
    private static final String SLEEP_DELAY = "Sleep Delay";
    private static final String MAX_THREADS = "Max Threads";
    private static final String TRIGGER_QUERY = "Trigger Query";
    private static final String NO_CRITERION = "'Selection Criterion'=null";
    private static final int LONGEST_QUERY = 4_000;

    private final Transactions transactions;
    private final CatalogVersion version;
    private final InstantSource time;
    private final int threads;

    /** For the container's proxy. */
    protected StoredEngineConfig() {
        this(null, null, null, 0);
    }

    /** Of a server that was started with so many threads. */
    @Inject
    public StoredEngineConfig(
            Transactions transactions,
            CatalogVersion version,
            InstantSource time,
            @ConfigProperty(name = "arbor.engine.threads", defaultValue = "8") int threads) {
        this.transactions = transactions;
        this.version = version;
        this.time = time;
        this.threads = threads;
    }

    @Override
    public EngineSetup setup() {
        return transactions.call(unit -> read(unit.connection()));
    }

    @Override
    public EngineSetup change(
            Optional<Long> sleepDelay, Optional<Long> maxThreads, Optional<String> query, Caller caller) {
        require(SLEEP_DELAY, sleepDelay, 0);
        require(MAX_THREADS, maxThreads, 1);
        if (query.isPresent() && query.get().length() > LONGEST_QUERY) {
            throw Refusal.invalid(
                    "invalid_value",
                    "Expected a Trigger Query of at most " + LONGEST_QUERY + " characters, but it has "
                            + query.get().length() + ".");
        }
        return transactions.call(unit -> {
            EngineSetup was = read(unit.connection());
            String json = JSON.createObjectNode()
                    .put(SLEEP_DELAY, sleepDelay.orElse(was.sleepDelay()))
                    .put(MAX_THREADS, maxThreads.orElse(was.maxThreads()))
                    .put(TRIGGER_QUERY, query.orElse(was.triggerQuery()))
                    .toString();
            Settings.put(unit.connection(), NAME, json, caller.username(), time.instant());
            version.changed(unit, caller);
            return read(unit.connection());
        });
    }

    private static void require(String name, Optional<Long> value, int least) {
        value.filter(number -> number < least || number > Integer.MAX_VALUE).ifPresent(number -> {
            throw Refusal.invalid(
                    "invalid_value",
                    "Expected " + name + " to be a number from " + least + " on, but got " + number + ".");
        });
    }

    private EngineSetup read(Connection connection) throws SQLException {
        Optional<String> json = Settings.read(connection, NAME);
        if (json.isEmpty()) {
            return new EngineSetup(1, threads, threads, NO_CRITERION);
        }
        try {
            JsonNode set = JSON.readTree(json.get());
            long wanted = set.get(MAX_THREADS).longValue();
            return new EngineSetup(
                    set.get(SLEEP_DELAY).longValue(),
                    wanted,
                    (int) Math.min(wanted, threads),
                    set.get(TRIGGER_QUERY).textValue());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected the setup of the engine to be JSON, but it is not.", e);
        }
    }
}

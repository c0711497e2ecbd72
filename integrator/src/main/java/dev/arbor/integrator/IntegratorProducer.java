package dev.arbor.integrator;

import dev.arbor.integrator.api.Connections;
import dev.arbor.integrator.api.EncryptionKeys;
import dev.arbor.integrator.api.Executions;
import dev.arbor.integrator.api.Operations;
import dev.arbor.integrator.api.Posts;
import dev.arbor.integrator.api.Requests;
import dev.arbor.integrator.api.Strongbox;
import dev.arbor.integrator.egress.Egress;
import dev.arbor.integrator.kind.Limits;
import dev.arbor.integrator.vault.KeyFile;
import dev.arbor.integrator.vault.KeyRing;
import dev.arbor.integrator.vault.ServerStores;
import dev.arbor.integrator.vault.StoredKeys;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The integrator of the server. Settings: {@code arbor.encryption.keys} (environment ARBOR_ENCRYPTION_KEYS), {@code
 * id:base64} entries separated by commas, the first of which seals; without it a key file under the data folder; {@code
 * arbor.encryption.store} and {@code arbor.encryption.alias} (ARBOR_ENCRYPTION_STORE, ARBOR_ENCRYPTION_ALIAS), a credential
 * store of the server and the aliases of its keys, separated by commas, the first of which seals; {@code
 * arbor.egress.allow} (ARBOR_EGRESS_ALLOW), names, addresses and ranges that connections may lead to although they are
 * not public; {@code arbor.public.url} (ARBOR_PUBLIC_URL), the server's own address, which is always allowed.
 */
@ApplicationScoped
public class IntegratorProducer {

    @Inject
    @ConfigProperty(name = "arbor.encryption.keys")
    Optional<String> keys;

    @Inject
    @ConfigProperty(name = "arbor.encryption.store")
    Optional<String> store;

    @Inject
    @ConfigProperty(name = "arbor.encryption.alias", defaultValue = "key")
    String alias;

    @Inject
    @ConfigProperty(name = "arbor.egress.allow")
    Optional<String> allow;

    @Inject
    @ConfigProperty(name = "arbor.public.url")
    Optional<String> publicUrl;

    @Inject
    @ConfigProperty(name = "arbor.http.port", defaultValue = "8080")
    int port;

    @Inject
    @ConfigProperty(name = "arbor.data", defaultValue = "data")
    String data;

    @Resource(lookup = "java:jboss/datasources/ArborDS")
    private DataSource database;

    @Resource
    private ManagedThreadFactory threads;

    private ScheduledThreadPoolExecutor clock;
    private Integrator integrator;

    @PostConstruct
    void open() {
        InstantSource time = InstantSource.system();
        // One thread for the deadlines of all calls. A deadline that was met leaves at once.
        clock = new ScheduledThreadPoolExecutor(1, threads);
        clock.setRemoveOnCancelPolicy(true);
        KeyRing ring = ring(time);
        URI origin = URI.create(publicUrl.orElse("http://localhost:" + port));
        integrator = new Integrator(new Integrator.Ground(
                database,
                ring,
                new Egress(allow.orElse(""), Optional.of(origin), InetAddress::getAllByName),
                Limits.USUAL,
                clock,
                time));
    }

    /** Keys of a store go first: one of them seals, and those that are told otherwise still open. */
    private KeyRing ring(InstantSource time) {
        Optional<KeyRing> told = keys.map(KeyRing::parse);
        if (store.isEmpty()) {
            return told.orElseGet(() -> KeyFile.openOrCreate(Path.of(data, "integrator-keys"), time.instant()));
        }
        List<String> aliases = Stream.of(alias.split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
        return KeyRing.of(StoredKeys.of(ServerStores.find(store.get()), store.get(), aliases), told);
    }

    @Produces
    @ApplicationScoped
    Connections connections() {
        return integrator.connections();
    }

    @Produces
    @ApplicationScoped
    EncryptionKeys encryptionKeys() {
        return integrator.keys();
    }

    @Produces
    @ApplicationScoped
    Operations operations() {
        return integrator.operations();
    }

    @Produces
    @ApplicationScoped
    Executions executions() {
        return integrator.executions();
    }

    @Produces
    @ApplicationScoped
    Strongbox strongbox() {
        return integrator.strongbox();
    }

    @Produces
    @ApplicationScoped
    Posts posts() {
        return integrator.posts();
    }

    @Produces
    @ApplicationScoped
    Requests requests() {
        return integrator.requests();
    }

    @PreDestroy
    void close() {
        integrator.close();
        clock.shutdownNow();
    }
}

package dev.arbor.platform.greeting;

import dev.arbor.engine.api.RunStarter;
import dev.arbor.platform.demo.Demo;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Tells on the console where the server listens, once it really answers there, and at the first start where to see the run
 * of the demo. Beside the start of the server, which waits for none of this.
 */
@Singleton
@Startup
@DependsOn({"FirstAccount", "DueTimer"})
@TransactionManagement(TransactionManagementType.BEAN)
public class Greeting {

    private static final Logger ANNOUNCE = Logger.getLogger("arbor.announce");
    private static final Logger LOG = Logger.getLogger(Greeting.class);
    private static final Duration ANSWERS_WITHIN = Duration.ofMinutes(3);
    private static final Duration DEMO_ENDS_WITHIN = Duration.ofSeconds(30);
    private static final long PAUSE_NANOS = 100_000_000;

    @Resource
    private ManagedExecutorService executor;

    @Inject
    private Demo demo;

    @Inject
    private RunStarter runs;

    @Inject
    private InstantSource time;

    @Inject
    @ConfigProperty(name = "arbor.bind.address", defaultValue = "127.0.0.1")
    private String bound;

    @Inject
    @ConfigProperty(name = "arbor.http.port", defaultValue = "8080")
    private int port;

    @Inject
    @ConfigProperty(name = "arbor.demo", defaultValue = "true")
    private boolean wanted;

    private volatile boolean stopping;

    @PostConstruct
    void start() {
        executor.execute(this::greet);
    }

    @PreDestroy
    void stop() {
        stopping = true;
    }

    private void greet() {
        Address address = Address.of(bound, port);
        OptionalLong run = wanted ? loadDemo() : OptionalLong.empty();
        Instant until = time.instant().plus(ANSWERS_WITHIN);
        while (!address.answers()) {
            if (stopping) {
                return;
            }
            if (time.instant().isAfter(until)) {
                LOG.warnf("Expected %s to answer, but it does not.", address.url());
                return;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        ANNOUNCE.infof("Arbor listens at %s.", address.url());
        run.ifPresent(id -> tell(id, address));
    }

    /** A demo is no reason for a server not to start. */
    private OptionalLong loadDemo() {
        try {
            return demo.once();
        } catch (RuntimeException e) {
            LOG.warnf("Expected to load and run the demo, but it failed; the server goes on without it: %s", e);
            return OptionalLong.empty();
        }
    }

    private void tell(long id, Address address) {
        RunStarter.Standing standing = runs.await(id, DEMO_ENDS_WITHIN).standing();
        switch (standing) {
            case COMPLETED, RETURNED -> ANNOUNCE.infof("A demo has run; see %s", address.run(id));
            case RUNNING -> ANNOUNCE.infof("A demo is running; see %s", address.run(id));
            case FAILED -> ANNOUNCE.infof("A demo has failed; see %s", address.run(id));
        }
    }
}

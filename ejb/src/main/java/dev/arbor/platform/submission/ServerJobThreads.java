package dev.arbor.platform.submission;

import dev.arbor.engine.database.Transactions;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/** The server's threads. At the start, jobs go on that a server left when it ended. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class ServerJobThreads implements JobThreads {

    /** Longer than a turn of a job takes by far. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(1);

    @Resource
    private ManagedExecutorService executor;

    @Inject
    private Transactions transactions;

    @Inject
    private IndexBuilding building;

    @Inject
    private InstantSource time;

    @PostConstruct
    void atStart() {
        transactions
                .call(unit ->
                        IndexJobRows.forgotten(unit.connection(), time.instant().minus(FORGOTTEN)))
                .forEach(this::goOn);
    }

    private void goOn(UUID job) {
        run(() -> building.run(job));
    }

    @Override
    public void run(Runnable work) {
        executor.execute(work);
    }
}

package dev.arbor.engine.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.EngineConfig.EngineSetup;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.database.PlainTransactions;
import dev.arbor.engine.database.Schema;
import dev.arbor.engine.setting.CatalogVersion;
import dev.arbor.engine.setting.Kept;
import dev.arbor.engine.setting.StoredEngineConfig;
import dev.arbor.testing.process.Await;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many workers there may be at once is set while they work. */
class WorkerGateTest {

    private static final Caller ANNA = new Caller("änna", "a test");
    private static final int THREADS = 4;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Outskirts outskirts = new Outskirts(Runnable::run, THREADS);
    private StoredEngineConfig config;
    private WorkerGate gate;

    @BeforeEach
    void open() {
        DataSource database = EngineDatabases.h2();
        Schema.bringUpToDate(database);
        PlainTransactions transactions = new PlainTransactions(database);
        List<Kept> kept = new ArrayList<>();
        config = new StoredEngineConfig(
                transactions,
                new CatalogVersion(transactions, List.of(() -> kept.forEach(Kept::reload)), InstantSource.system()),
                InstantSource.system(),
                THREADS);
        gate = new WorkerGate(config, outskirts, THREADS);
        kept.add(gate);
    }

    private EngineSetup threads(long most) {
        return config.change(Optional.empty(), Optional.of(most), Optional.empty(), ANNA);
    }

    @Test
    void fewerWorkAtOnceAndThenMoreAgain() throws InterruptedException {
        assertThat(threads(2).threads()).isEqualTo(2);
        AtomicInteger inside = new AtomicInteger();
        CountDownLatch open = new CountDownLatch(1);
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread worker = new Thread(() -> {
                gate.enter();
                try {
                    inside.incrementAndGet();
                    open.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } finally {
                    gate.leave();
                }
            });
            workers.add(worker);
            worker.start();
        }
        Await.until("two wait outside", LIMIT, () -> waiting(workers) == 2 && inside.get() == 2);
        assertThat(outskirts.room()).isEqualTo(2);

        threads(3);
        Await.until("one more works", LIMIT, () -> inside.get() == 3);
        assertThat(waiting(workers)).isEqualTo(1);
        assertThat(gate.limit()).isEqualTo(3);

        open.countDown();
        for (Thread worker : workers) {
            worker.join();
        }
        assertThat(inside.get()).isEqualTo(THREADS);
    }

    private int waiting(List<Thread> workers) {
        return (int) workers.stream()
                .filter(each -> List.of(each.getStackTrace()).toString().contains("acquireUninterruptibly"))
                .count();
    }

    @Test
    void moreThanTheServerHasIsKeptAndNotInForce() {
        EngineSetup setup = threads(50);

        assertThat(setup.maxThreads()).isEqualTo(50);
        assertThat(setup.threads()).isEqualTo(THREADS);
        assertThat(gate.limit()).isEqualTo(THREADS);
        assertThat(setup.sleepDelay()).isEqualTo(1);
        assertThat(setup.triggerQuery()).isEqualTo("'Selection Criterion'=null");
        assertThat(config.change(Optional.of(3L), Optional.empty(), Optional.of("'Flags'=\"x\""), ANNA))
                .isEqualTo(new EngineSetup(3, 50, THREADS, "'Flags'=\"x\""));
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> threads(0)).isInstanceOf(Refusal.class).hasMessageContaining("Max Threads");
        assertThatThrownBy(() -> config.change(Optional.of(-1L), Optional.empty(), Optional.empty(), ANNA))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("Sleep Delay");
        assertThat(config.setup().maxThreads()).isEqualTo(THREADS);
    }
}

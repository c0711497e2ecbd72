package dev.arbor.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.testing.postgres.PostgresCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresSchemaTest {

    @Test
    void servers_that_start_at_once_make_the_schema_once() throws Exception {
        int servers = 4;
        ExecutorService pool = Executors.newFixedThreadPool(servers);
        try (PostgresCluster cluster = PostgresCluster.start()) {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl(cluster.newDatabase());
            source.setUser(cluster.user());
            CountDownLatch ready = new CountDownLatch(servers);
            List<Future<?>> starts = new ArrayList<>();
            for (int i = 0; i < servers; i++) {
                starts.add(pool.submit(() -> {
                    ready.countDown();
                    ready.await();
                    Schema.bringUpToDate(source);
                    return null;
                }));
            }
            for (Future<?> start : starts) {
                start.get();
            }
            assertThat(new Ids(source).next(Sequence.TREE)).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
    }
}

package dev.arbor.bench;

import dev.arbor.server.ServerProcess;
import dev.arbor.testing.postgres.PostgresCluster;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs on the whole server over its HTTP API, on H2 and on PostgreSQL, each in a server of its own with a heap of 512 MB:
 * start to end of a small run, runs per second, and loops of 1,000 and 10,000 items.
 */
final class RunBenchmark implements Benchmarks.Benchmark {

    private static final int ROUNDS = 5;
    private static final int CALLERS = 8;

    @Override
    public void measure(Report report) throws Exception {
        Map<String, String> heap = Map.of("ARBOR_JAVA_OPTS", "-Xmx512m");
        try (ServerProcess server = ServerProcess.start(heap)) {
            measure(report, "H2", new TaskClient(server));
        }
        try (PostgresCluster cluster = PostgresCluster.start();
                ServerProcess server = ServerProcess.start(Map.of(
                        "ARBOR_JAVA_OPTS",
                        "-Xmx512m",
                        "ARBOR_DB_URL",
                        cluster.newDatabase(),
                        "ARBOR_DB_USER",
                        cluster.user(),
                        "ARBOR_DB_PASSWORD",
                        "any"))) {
            measure(report, "PostgreSQL", new TaskClient(server));
        }
    }

    private static void measure(Report report, String database, TaskClient client) throws Exception {
        client.create(Trees.chain("Three", 3));
        client.create(Trees.chain("Ten", 10));
        client.create(Trees.loop("Loop"));
        throughput(client, 3_000);
        latency(report, database, client);
        double[] accepted = new double[ROUNDS];
        double[] completed = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            double[] rates = throughput(client, 2_000);
            accepted[i] = rates[0];
            completed[i] = rates[1];
        }
        report.add(database + ": 10 pure nodes, 8 callers over HTTP, accepted", "runs/s", "", accepted);
        report.add(database + ": 10 pure nodes, 8 callers over HTTP, completed", "runs/s", "", completed);
        double small = loop(report, database, client, 1_000, "");
        double large = loop(report, database, client, 10_000, "under 5 s, heap under 512 MB");
        report.add(
                database + ": cost of an item, 10,000 against 1,000", "ratio", "linear: about 1", large / small / 10);
    }

    /** One run at a time, from the request that starts it to the answer that it has completed. */
    private static void latency(Report report, String database, TaskClient client) throws Exception {
        double[] medians = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            double[] millis = new double[200];
            for (int i = 0; i < millis.length; i++) {
                long begun = System.nanoTime();
                client.runToEnd("Three");
                millis[i] = (System.nanoTime() - begun) / 1e6;
            }
            java.util.Arrays.sort(millis);
            medians[round] = millis[millis.length / 2];
        }
        report.add(database + ": 3 pure nodes, start to end over HTTP, one at a time", "ms", "under 20", medians);
    }

    private static double[] throughput(TaskClient client, int runs) throws Exception {
        CountDownLatch done = new CountDownLatch(CALLERS);
        AtomicReference<Exception> failure = new AtomicReference<>();
        long before = client.completed("Ten");
        long begun = System.nanoTime();
        for (int caller = 0; caller < CALLERS; caller++) {
            new Thread(() -> {
                        try {
                            for (int i = 0; i < runs / CALLERS; i++) {
                                client.start("Ten", "{}");
                            }
                        } catch (Exception e) {
                            failure.set(e);
                        } finally {
                            done.countDown();
                        }
                    })
                    .start();
        }
        done.await();
        if (failure.get() != null) {
            throw failure.get();
        }
        double acceptedAfter = (System.nanoTime() - begun) / 1e9;
        client.awaitCompleted("Ten", before + runs / CALLERS * CALLERS);
        double completedAfter = (System.nanoTime() - begun) / 1e9;
        return new double[] {runs / acceptedAfter, runs / completedAfter};
    }

    private static double loop(Report report, String database, TaskClient client, int items, String goal)
            throws Exception {
        StringBuilder data = new StringBuilder("[0");
        for (int i = 1; i < items; i++) {
            data.append(',').append(i);
        }
        data.append(']');
        double[] seconds = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long begun = System.nanoTime();
            client.awaitComplete(client.start("Loop", data.toString()));
            seconds[round] = (System.nanoTime() - begun) / 1e9;
        }
        report.add(
                String.format("%s: loop of %,d items, one echo each, tail All", database, items), "s", goal, seconds);
        double[] sorted = seconds.clone();
        java.util.Arrays.sort(sorted);
        return sorted[ROUNDS / 2];
    }
}

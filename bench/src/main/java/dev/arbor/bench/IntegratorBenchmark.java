package dev.arbor.bench;

import dev.arbor.server.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Operations over HTTP through the whole server, beside the same call by the bare client: one at a time and with 16
 * callers, against another side that answers at once, after 5 ms and after 20 ms. Then what a thousand connections that
 * nobody uses cost in threads.
 */
final class IntegratorBenchmark implements Benchmarks.Benchmark {

    private static final int ROUNDS = 5;
    private static final int CALLERS = 16;

    /** Rounds before everything: a server that has just started compiles what it runs for a good while. */
    private static final int WARM_UP = 20;

    private static final int CALLS = 1_000;
    private static final int SLOW_CALLS = 200;
    private static final long ROUND_NANOS = 3_000_000_000L;
    private static final int CONNECTIONS = 1_000;

    /** A call, however it is made. */
    @FunctionalInterface
    private interface Call {
        void once() throws IOException;
    }

    @Override
    public void measure(Report report) throws Exception {
        try (Target target = Target.start();
                ServerProcess server =
                        ServerProcess.start(Map.of("ARBOR_JAVA_OPTS", "-Xmx512m", "ARBOR_EGRESS_ALLOW", "127.0.0.1"));
                IntegratorClient client = new IntegratorClient(server)) {
            String connection = connection(client, target, "Tickets");
            String warming = body(connection, operation(client, connection, "now"));
            for (int i = 0; i < WARM_UP; i++) {
                perSecond(() -> client.execute(warming));
            }
            for (String after : new String[] {"now", "5", "20"}) {
                compare(report, client, target, connection, after);
            }
            threads(report, server, client, target);
        }
    }

    private static String connection(IntegratorClient client, Target target, String name) throws IOException {
        return client.post(
                        "/connections",
                        "{\"name\":\"" + name
                                + "\",\"type\":\"http\",\"config\":{\"configType\":\"http\",\"baseUrl\":\""
                                + target.url()
                                + "\",\"auth\":{\"authType\":\"basic\",\"username\":\"u\",\"password\":\"planted-pw\"}}}")
                .get("id")
                .asText();
    }

    private static String operation(IntegratorClient client, String connection, String after) throws IOException {
        return client.post(
                        "/connections/" + connection + "/operations",
                        "{\"name\":\"Get\",\"config\":{\"configType\":\"http\",\"method\":\"GET\",\"path\":\"/" + after
                                + "/tickets/{{Ticket Id*}}\",\"params\":{\"expand\":\"{{Expand}}\"},"
                                + "\"headers\":{\"Accept\":\"application/json\"}},\"outputs\":{"
                                + "\"Status\":{\"value\":\"body.status\"},\"Summary\":{\"value\":\"body.summary\"},"
                                + "\"Assignee\":{\"value\":\"body.assignee?.displayName\"},"
                                + "\"_Status Code\":{\"value\":\"statusCode\"}}}")
                .get("id")
                .asText();
    }

    private static String body(String connection, String operation) {
        return "{\"connectionId\":\"" + connection + "\",\"operationId\":\"" + operation
                + "\",\"parameters\":{\"Ticket Id*\":\"T 1\",\"Expand\":\"all\"}}";
    }

    private static void compare(Report report, IntegratorClient client, Target target, String connection, String after)
            throws Exception {
        String body = body(connection, operation(client, connection, after));
        String url = target.url() + "/" + after + "/tickets/T%201?expand=all";
        Call execute = () -> client.execute(body);
        Call bare = () -> client.bare(url);
        perSecond(execute);
        perSecond(bare);
        double[] executed = new double[ROUNDS];
        double[] bared = new double[ROUNDS];
        double[] slower = new double[ROUNDS];
        double[] executedRate = new double[ROUNDS];
        double[] baredRate = new double[ROUNDS];
        double[] share = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            int calls = after.equals("now") ? CALLS : SLOW_CALLS;
            bared[i] = medianMillis(bare, calls);
            executed[i] = medianMillis(execute, calls);
            slower[i] = executed[i] / bared[i];
            baredRate[i] = perSecond(bare);
            executedRate[i] = perSecond(execute);
            share[i] = 100 * executedRate[i] / baredRate[i];
        }
        String what = "/execute, other side answers " + (after.equals("now") ? "at once" : "after " + after + " ms");
        report.add(what + ": bare call", "ms", "", bared);
        report.add(what + ": median", "ms", "", executed);
        report.add(what + ": median against bare", "ratio", "at most 1.5", slower);
        report.add(what + ": bare, 16 callers", "1/s", "", baredRate);
        report.add(what + ": 16 callers", "1/s", "", executedRate);
        report.add(what + ": 16 callers against bare", "%", "at least 60", share);
    }

    private static double medianMillis(Call call, int calls) throws IOException {
        double[] millis = new double[calls];
        for (int i = 0; i < millis.length; i++) {
            long begun = System.nanoTime();
            call.once();
            millis[i] = (System.nanoTime() - begun) / 1e6;
        }
        Arrays.sort(millis);
        return millis[millis.length / 2];
    }

    private static double perSecond(Call call) throws Exception {
        CountDownLatch done = new CountDownLatch(CALLERS);
        AtomicReference<Exception> failure = new AtomicReference<>();
        AtomicLong calls = new AtomicLong();
        long begun = System.nanoTime();
        for (int caller = 0; caller < CALLERS; caller++) {
            new Thread(() -> {
                        try {
                            while (System.nanoTime() - begun < ROUND_NANOS) {
                                call.once();
                                calls.incrementAndGet();
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
        return calls.get() * 1e9 / (System.nanoTime() - begun);
    }

    /** The server has answered thousands of calls by now: its own threads are all there. */
    private static void threads(Report report, ServerProcess server, IntegratorClient client, Target target)
            throws IOException {
        long before = threads(server);
        for (int i = 0; i < CONNECTIONS; i++) {
            String id = connection(client, target, "Tickets " + i);
            operation(client, id, "now");
        }
        report.add("threads of the server before 1,000 connections are defined", "threads", "", before);
        report.add("threads of the server when they are", "threads", "no more", threads(server));
    }

    private static long threads(ServerProcess server) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + server.pid() + "/status")).stream()
                .filter(line -> line.startsWith("Threads:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring("Threads:".length()).strip()))
                .findFirst()
                .orElseThrow();
    }
}

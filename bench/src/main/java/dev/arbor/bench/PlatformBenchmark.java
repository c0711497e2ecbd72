package dev.arbor.bench;

import dev.arbor.server.ServerProcess;
import dev.arbor.testing.postgres.PostgresCluster;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;

/**
 * Submissions over HTTP through the whole server, with a workflow of their form attached (a filter, a start and three pure
 * nodes): how many a second eight callers make, and how soon their runs start and end. On PostgreSQL with fsync on, and on
 * H2. Then searches among very many of them.
 */
final class PlatformBenchmark implements Benchmarks.Benchmark {

    private static final int ROUNDS = 5;
    private static final int PACED_ROUNDS = 3;
    private static final int CALLERS = 8;

    private static final double ROUND_SECONDS = 4;

    /** A minute: the server compiles for so long what it runs. */
    private static final int WARM_UPS = 15;

    private static final double PACE = 500;
    private static final String HEAP = "-Xmx512m";

    /** By the clocks of the rows: what the server wrote when it began the submission, the first node, and when it was done. */
    private static final String LAG =
            "SELECT coalesce(percentile_cont(%s) WITHIN GROUP (ORDER BY extract(epoch FROM %s -"
                    + " s.created_at) * 1000), -1) FROM submission s JOIN run r ON r.source_id = s.id::text JOIN task t ON"
                    + " t.run_id = r.id AND t.node_id = 'start' WHERE s.created_at >= '%s'";

    private final Callers callers = new Callers(CALLERS);

    @Override
    public void measure(Report report) throws Exception {
        try (PostgresCluster cluster = PostgresCluster.start()) {
            String url = cluster.newDatabase();
            Statements statements = Statements.of(cluster, url);
            try (ServerProcess server = ServerProcess.start(Map.of(
                            "ARBOR_JAVA_OPTS",
                            HEAP + " " + System.getProperty("bench.java.opts", ""),
                            "ARBOR_DB_URL",
                            url,
                            "ARBOR_DB_USER",
                            cluster.user(),
                            "ARBOR_DB_PASSWORD",
                            "any"));
                    PlatformClient client = new PlatformClient(server)) {
                Sql sql = new Sql(url, cluster.user(), "any");
                creates(report, client, server, sql, statements);
                new SearchBenchmark(client, sql, statements).measure(report);
            }
        }
        try (ServerProcess server = ServerProcess.start(Map.of("ARBOR_JAVA_OPTS", HEAP));
                PlatformClient client = new PlatformClient(server)) {
            prepare(client, new TaskClient(server));
            rounds(report, "H2", client, new TaskClient(server));
        }
    }

    private void creates(Report report, PlatformClient client, ServerProcess server, Sql sql, Statements statements)
            throws Exception {
        TaskClient tasks = new TaskClient(server);
        prepare(client, tasks);
        sql.execute("VACUUM ANALYZE");
        String since = sql.texts("SELECT now()").get(0);
        long postmaster = CpuTime.parent((long) sql.number("SELECT pg_backend_pid()"));
        double[] costs = {CpuTime.seconds(server.pid()), CpuTime.secondsOfChildren(postmaster), CpuTime.seconds(self())
        };
        long made = rounds(report, "PostgreSQL", client, tasks);
        cost(report, "server", CpuTime.seconds(server.pid()) - costs[0], made);
        cost(report, "database", CpuTime.secondsOfChildren(postmaster) - costs[1], made);
        cost(report, "client", CpuTime.seconds(self()) - costs[2], made);
        report.add(
                "PostgreSQL: as fast as they can: run started after", "ms", "", lag(sql, 0.5, "t.created_at", since));
        paced(report, client, tasks, sql);
        if (statements.there()) {
            statements.begin();
            long counted = round(client, tasks, 0, ROUND_SECONDS).made();
            Statements.print("submission with its run", statements.end(), counted);
        }
    }

    private static long self() {
        return ProcessHandle.current().pid();
    }

    private static void cost(Report report, String whose, double seconds, long made) {
        report.add(
                "PostgreSQL: a submission with its run costs the " + whose,
                "CPU ms",
                whose.equals("server") ? "all three under 4" : "",
                seconds * 1000 / made);
    }

    private void prepare(PlatformClient client, TaskClient tasks) throws Exception {
        client.form();
        client.workflow();
        for (int i = 0; i < WARM_UPS; i++) {
            round(client, tasks, 0, ROUND_SECONDS);
        }
    }

    /**
     * A round with what followed it.
     *
     * @param completed runs in a second, until the last of them
     */
    private record Whole(Callers.Round creates, long made, double completed) {}

    /** Returns when every run has completed. */
    private Whole round(PlatformClient client, TaskClient tasks, double pace, double seconds) throws Exception {
        long before = tasks.completedOfPlatform();
        long begun = System.nanoTime();
        Callers.Round round = callers.round(seconds, pace, client::submit);
        long made = round.millis().length;
        tasks.awaitCompletedOfPlatform(before + made);
        return new Whole(round, made, made * 1e9 / (System.nanoTime() - begun));
    }

    /** How many were made. */
    private long rounds(Report report, String database, PlatformClient client, TaskClient tasks) throws Exception {
        long made = 0;
        double[] rates = new double[ROUNDS];
        double[] medians = new double[ROUNDS];
        double[] slowest = new double[ROUNDS];
        double[] completed = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            Whole whole = round(client, tasks, 0, ROUND_SECONDS);
            rates[i] = whole.creates().perSecond();
            medians[i] = whole.creates().millis(50);
            slowest[i] = whole.creates().millis(99);
            completed[i] = whole.completed();
            made += whole.made();
        }
        String what = database + ": submissions with a workflow, 8 callers";
        report.add(what, "1/s", database.equals("H2") ? "" : "at least 500", rates);
        report.add(what + ", median", "ms", "", medians);
        report.add(what + ", 99 %", "ms", "", slowest);
        report.add(what + ", runs completed", "1/s", "", completed);
        return made;
    }

    /** What the goal asks for, and no more of it: whether the engine keeps up. */
    private void paced(Report report, PlatformClient client, TaskClient tasks, Sql sql) throws Exception {
        double[] rates = new double[PACED_ROUNDS];
        double[] started = new double[PACED_ROUNDS];
        double[] late = new double[PACED_ROUNDS];
        double[] ended = new double[PACED_ROUNDS];
        for (int i = 0; i < PACED_ROUNDS; i++) {
            String since = sql.texts("SELECT now()").get(0);
            rates[i] = round(client, tasks, PACE, ROUND_SECONDS).creates().perSecond();
            started[i] = lag(sql, 0.5, "t.created_at", since);
            late[i] = lag(sql, 0.99, "t.created_at", since);
            ended[i] = lag(sql, 0.5, "r.completed_at", since);
        }
        String what = String.format(Locale.ROOT, "PostgreSQL: at %.0f submissions a second", PACE);
        report.add(what + ": kept", "1/s", "", rates);
        report.add(what + ": run started after, median", "ms", "under 100", started);
        report.add(what + ": run started after, 99 %", "ms", "", late);
        report.add(what + ": run completed after, median", "ms", "", ended);
    }

    private static double lag(Sql sql, double share, String until, String since) throws SQLException {
        return sql.number(String.format(Locale.ROOT, LAG, share, until, since));
    }
}

package dev.arbor.bench;

import dev.arbor.testing.postgres.PostgresCluster;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The statements that a PostgreSQL carries out, counted by itself (pg_stat_statements) while they are asked for and not
 * otherwise, so that rounds that are timed pay nothing. Without that extension nothing is counted, and that is said.
 */
final class Statements {

    private final PostgresCluster cluster;
    private final Sql sql;
    private final boolean there;

    /** A statement: how often it was carried out, and how long all of that took. */
    record Counted(String text, long calls, double millis) {}

    private Statements(PostgresCluster cluster, Sql sql, boolean there) {
        this.cluster = cluster;
        this.sql = sql;
        this.there = there;
    }

    /** Prepares a cluster, which may be started again for it. */
    static Statements of(PostgresCluster cluster, String url) throws SQLException {
        Sql sql = new Sql(url, cluster.user(), "any");
        boolean there =
                sql.number("SELECT count(*) FROM pg_available_extensions WHERE name = 'pg_stat_statements'") == 1;
        if (there) {
            sql.execute("ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'");
            sql.execute("CHECKPOINT");
            cluster.kill();
            cluster.restart();
            sql.execute("CREATE EXTENSION pg_stat_statements");
            sql.execute("ALTER SYSTEM SET pg_stat_statements.track = 'none'");
            sql.execute("SELECT pg_reload_conf()");
        } else {
            System.out.println("Statements are not counted: this PostgreSQL has no pg_stat_statements.");
        }
        return new Statements(cluster, sql, there);
    }

    boolean there() {
        return there;
    }

    void begin() throws SQLException {
        track("all");
        sql.execute("SELECT pg_stat_statements_reset()");
    }

    /** Those since the beginning, the most expensive first. */
    List<Counted> end() throws SQLException {
        track("none");
        List<Counted> all = new ArrayList<>();
        try (Connection connection = sql.open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT query, calls, total_exec_time FROM pg_stat_statements"
                        + " WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())"
                        + " AND query NOT LIKE '%pg_stat_statements%' ORDER BY total_exec_time DESC")) {
            while (row.next()) {
                all.add(new Counted(row.getString(1), row.getLong(2), row.getDouble(3)));
            }
        }
        return all;
    }

    private void track(String what) throws SQLException {
        sql.execute("ALTER SYSTEM SET pg_stat_statements.track = '" + what + "'");
        sql.execute("SELECT pg_reload_conf()");
    }

    /** Prints how often each was carried out for each of some things. */
    static void print(String what, List<Counted> counted, long things) {
        System.out.println("Statements for each " + what + ", " + things + " of them:");
        double calls = 0;
        double millis = 0;
        for (Counted each : counted) {
            calls += each.calls();
            millis += each.millis();
            if (each.calls() * 50 > things) {
                System.out.printf(
                        Locale.ROOT,
                        "  %6.2f  %8.4f ms  %s%n",
                        (double) each.calls() / things,
                        each.millis() / things,
                        each.text()
                                .replaceAll("\\s+", " ")
                                .substring(0, Math.min(150, each.text().length())));
            }
        }
        System.out.printf(Locale.ROOT, "  %6.2f  %8.4f ms  in all%n", calls / things, millis / things);
    }
}

package dev.arbor.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Searches by one indexed value among a million submissions over HTTP: the first page and a far one, and their plans. */
final class SearchBenchmark {

    /** {@code bench.submissions}; 0 leaves the searches out. */
    private static final int SUBMISSIONS = Integer.getInteger("bench.submissions", 1_000_000);

    private static final int FAR_PAGE = 10_000;
    private static final int PAGE = 25;
    private static final int STRIDE = 1_000;
    private static final int ROUNDS = 5;
    private static final int SEARCHES = 100;
    private static final String TEMPLATE = "TemplateNumber";
    private static final String STATUS = "TemplateStatus";

    private final PlatformClient client;
    private final Sql sql;
    private final Statements statements;

    SearchBenchmark(PlatformClient client, Sql sql, Statements statements) {
        this.client = client;
        this.sql = sql;
        this.statements = statements;
    }

    void measure(Report report) throws IOException, SQLException {
        if (SUBMISSIONS == 0) {
            return;
        }
        client.submit(STATUS, TEMPLATE);
        long begun = System.nanoTime();
        new SubmissionLoad(sql).multiply(TEMPLATE, STATUS, SUBMISSIONS);
        report.add(
                String.format(Locale.ROOT, "%,d submissions loaded", SUBMISSIONS),
                "s",
                "",
                (System.nanoTime() - begun) / 1e9);
        String far = far();
        one(report, "one match", "Number", "C" + SUBMISSIONS / 2, "", 1);
        one(report, "a quarter matches, page 1", "Status", "S1", "", PAGE);
        one(report, String.format(Locale.ROOT, "a quarter matches, page %,d", FAR_PAGE), "Status", "S1", far, PAGE);
    }

    /** Where the far page begins, which is got to by larger pages: a page token says where, not how many. */
    private String far() throws IOException {
        int left = Math.min((FAR_PAGE - 1) * PAGE, SUBMISSIONS / SubmissionLoad.STATES - PAGE);
        String token = "";
        while (left > 0) {
            int limit = Math.min(left, STRIDE);
            JsonNode page = client.search("Status", "S1", limit, token);
            if (page.get("submissions").size() != limit) {
                throw new IllegalStateException("Expected " + limit + " submissions, but got fewer: " + page);
            }
            token = page.get("nextPageToken").asText();
            left -= limit;
        }
        return token;
    }

    private void one(Report report, String what, String field, String value, String token, int hits)
            throws IOException, SQLException {
        median(field, value, token, hits);
        double[] medians = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            medians[i] = median(field, value, token, hits);
        }
        report.add("KQL by an indexed value, " + what, "ms", "under 10", medians);
        if (statements.there()) {
            statements.begin();
            client.search(field, value, PAGE, token);
            for (Statements.Counted each : statements.end()) {
                if (each.text().contains("submission_index")) {
                    explain(what, each.text());
                }
            }
        }
    }

    private double median(String field, String value, String token, int hits) throws IOException {
        double[] millis = new double[SEARCHES];
        for (int i = 0; i < SEARCHES; i++) {
            long begun = System.nanoTime();
            JsonNode found = client.search(field, value, PAGE, token);
            millis[i] = (System.nanoTime() - begun) / 1e6;
            if (found.get("submissions").size() != hits) {
                throw new IllegalStateException("Expected " + hits + " submissions, but got: " + found);
            }
        }
        Arrays.sort(millis);
        return millis[SEARCHES / 2];
    }

    /** The plan of a statement as the server sent it, for any values. */
    private void explain(String what, String statement) throws SQLException {
        String text = statement.replaceAll("LIMIT \\$\\d+", "LIMIT " + (PAGE + 1));
        int parameters = 0;
        while (text.contains("$" + (parameters + 1))) {
            parameters++;
        }
        List<String> plan = sql.texts(
                "EXPLAIN (COSTS OFF) EXECUTE searched("
                        + String.join(", ", java.util.Collections.nCopies(parameters, "NULL")) + ")",
                "SET plan_cache_mode = 'force_generic_plan'",
                "PREPARE searched AS " + text);
        System.out.println("Plan, " + what + ":");
        plan.forEach(line -> System.out.println("  " + line));
    }
}

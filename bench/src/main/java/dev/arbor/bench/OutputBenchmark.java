package dev.arbor.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.arbor.integrator.output.Output;
import dev.arbor.integrator.output.Outputs;
import dev.arbor.integrator.template.Arguments;
import dev.arbor.integrator.template.Place;
import dev.arbor.integrator.template.Templates;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the integrator itself does for a call, on one thread: a body of JSON rendered from its template, and the outputs of
 * an answer of 100 KB, of which one makes a list of 400 objects; without and with the parsing of the answer.
 */
final class OutputBenchmark implements Benchmarks.Benchmark {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ROUNDS = 5;
    private static final int CALLS = 500;
    private static final String TEMPLATE = "{\"coreState\": \"{{Core State}}\", {{#Values [Object]}}\"values\":"
            + " {{{Values [Object]}}},{{/Values [Object]}} \"q\": \"{{Query*}}\", \"limit\": {{Limit [0-1000]}}}";

    private final Templates templates = new Templates();
    private final Outputs outputs = new Outputs(Duration.ofSeconds(1));
    private final List<Output> declared = List.of(
            new Output("Users", "body.users", children()),
            new Output("Emails", "body.users.map(u => u.email).join(',')", Map.of()),
            new Output("First", "body.users?.[0]?.displayName ?? null", Map.of()),
            new Output("_Count", "body.users?.length ?? 0", Map.of()),
            new Output("_Error", "body.error", Map.of()),
            new Output("_Status Code", "statusCode", Map.of()));

    private static Map<String, String> children() {
        Map<String, String> children = new LinkedHashMap<>();
        children.put("Name", "current.displayName");
        children.put("Email", "current.email");
        children.put("Manager", "current['attributesMap']['Manager'][0]");
        return children;
    }

    @Override
    public void measure(Report report) throws Exception {
        byte[] answer = answer();
        if (answer.length < 100_000 || answer.length > 110_000) {
            throw new IllegalStateException("Expected an answer of 100 KB, but it has " + answer.length + " bytes.");
        }
        JsonNode parsed = JSON.readTree(answer);
        report.add("template and outputs of 100 KB of JSON", "ms", "under 2", rounds(() -> parsed));
        report.add("the same with the parsing of it", "ms", "under 2", rounds(() -> JSON.readTree(answer)));
    }

    @FunctionalInterface
    private interface Body {
        JsonNode get() throws IOException;
    }

    private double[] rounds(Body body) throws IOException {
        double[] medians = new double[ROUNDS];
        medianMillis(body);
        medianMillis(body);
        for (int i = 0; i < ROUNDS; i++) {
            medians[i] = medianMillis(body);
        }
        return medians;
    }

    private double medianMillis(Body body) throws IOException {
        double[] millis = new double[CALLS];
        for (int i = 0; i < CALLS; i++) {
            long begun = System.nanoTime();
            once(body.get());
            millis[i] = (System.nanoTime() - begun) / 1e6;
        }
        Arrays.sort(millis);
        return millis[CALLS / 2];
    }

    private void once(JsonNode body) {
        ObjectNode values = JSON.createObjectNode().put("Status", "In \"Progress\"");
        Arguments arguments = new Arguments(
                Map.of(
                        "Core State", TextNode.valueOf("Closed"),
                        "Values [Object]", values,
                        "Query*", TextNode.valueOf("name = \"x\""),
                        "Limit [0-1000]", JSON.getNodeFactory().numberNode(25)),
                Map.of());
        String rendered = templates.of(TEMPLATE).render(arguments, Place.JSON);
        ObjectNode root = JSON.createObjectNode().put("statusCode", 200);
        root.set("body", body);
        Outputs.Results results = outputs.evaluate(declared, root);
        if (rendered.length() < 50
                || !results.failures().isEmpty()
                || results.values().path("Users").size() < 100) {
            throw new IllegalStateException("Expected outputs, but got " + results.failures());
        }
    }

    private static byte[] answer() throws IOException {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode users = answer.putArray("users");
        for (int i = 0; i < 400; i++) {
            ObjectNode user = users.addObject()
                    .put("username", "user-" + i)
                    .put("displayName", "User — number " + i)
                    .put("email", "user-" + i + "@example.com")
                    .put("enabled", i % 2 == 0)
                    .put("logins", i * 3);
            user.putObject("attributesMap").putArray("Manager").add("manager-" + i % 7);
            user.putArray("memberships")
                    .addObject()
                    .put("team", "Team " + i % 9)
                    .put("role", "x".repeat(46));
        }
        return JSON.writeValueAsBytes(answer);
    }
}

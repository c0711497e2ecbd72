package dev.arbor.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What expressions give, as a table in {@code expressions.txt}: a line {@code > expression} (with {@code \n} for a line
 * break; a template when it holds {@code <%}, otherwise a condition), and below it {@code = result} or {@code ! class:
 * message}. The context is the same for all rows.
 */
class ExpressionTableTest {

    private static RubyExpressions expressions;

    @BeforeAll
    static void start() {
        expressions = new RubyExpressions(Duration.ofSeconds(20), 1000);
    }

    @AfterAll
    static void end() {
        expressions.close();
    }

    static Context context() {
        Map<String, Object> values = Map.ofEntries(
                Map.entry(
                        "results",
                        Map.of(
                                "API",
                                        Map.of(
                                                "Handler Error Message",
                                                "",
                                                "Response Code",
                                                "404",
                                                "output",
                                                "{\"users\":[{\"name\":\"Zoë\"},{\"name\":\"Al\"}],\"n\":null}"),
                                "Echo",
                                        new TreeMap<>(
                                                Map.of(0, Map.of("output", "first"), 1, Map.of("output", "second"))),
                                "Nested", Map.of(0, Map.of(3L, Map.of("output", "deep"))))),
                Map.entry("inputs", ordered("Name", "Jürgen — 😀", "Empty", "", "Tags", "[\"a\",\"b\"]")),
                Map.entry("values", ordered("Field", "a & b", "None", null, "List", List.of("x", "y"))),
                Map.entry("run", Map.of("Id", 3083L, "Token", "t0k")),
                Map.entry("task", Map.of("Loop Index", "/3", "Visible", true, "Execution Duration", 1.5)),
                Map.entry("trigger", Map.of("Message", "TASK_ID:77")),
                Map.entry("error", Map.of("tree", ordered("Owner Email", null))),
                Map.entry("user", Map.of("Username", "casey@kinops.io")),
                Map.entry("event", Map.of("Timestamp", Instant.parse("2026-01-02T03:04:05Z"))),
                Map.entry("lazy", lazy(ordered("one", "1", "two", Map.of("k", "2"), "three", "3"))));
        return values::get;
    }

    static Map<String, Object> ordered(Object... entries) {
        Map<String, Object> map = new java.util.LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put((String) entries[i], entries[i + 1]);
        }
        return map;
    }

    static LazyMap lazy(Map<String, Object> map) {
        return new LazyMap() {
            @Override
            public Object get(String key) {
                return map.get(key);
            }

            @Override
            public java.util.Set<String> keys() {
                return map.keySet();
            }
        };
    }

    @TestFactory
    Stream<DynamicTest> everyRow() throws IOException {
        List<DynamicTest> rows = new ArrayList<>();
        try (InputStream table = ExpressionTableTest.class.getResourceAsStream("expressions.txt")) {
            String expression = null;
            for (String line : new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (line.startsWith("> ")) {
                    expression = line.substring(2).replace("\\n", "\n");
                } else if (line.startsWith("= ") || line.startsWith("! ")) {
                    String row = expression;
                    rows.add(DynamicTest.dynamicTest(
                            row, () -> assertThat(outcome(row)).isEqualTo(line)));
                }
            }
        }
        assertThat(rows).as("rows of the table").hasSizeGreaterThan(60);
        return rows.stream();
    }

    private static String outcome(String expression) {
        try {
            return "= "
                    + (expression.contains("<%")
                            ? expressions.render(expression, context()).replace("\n", "\\n")
                            : expressions.judge(expression, context()));
        } catch (ExpressionException fault) {
            return "! " + fault.rubyClass() + ": " + fault.getMessage().replace("\n", "\\n");
        }
    }
}

package dev.arbor.integrator.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class OutputsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String ROOT =
            "{\"statusCode\":200,\"headers\":{\"content-type\":\"application/json\"},\"body\":"
                    + "{\"submission\":{\"id\":\"s1\",\"values\":{\"Notes\":\"n — é🌳\",\"Decision\":\"Denied\"},"
                    + "\"form\":{\"attributesMap\":{\"Approvers\":[\"a,b\"]}}},\"users\":[{\"displayName\":\"A\",\"n\":1,"
                    + "\"user\":{\"email\":\"a@x\"}},{\"displayName\":\"B\",\"n\":2.5,\"user\":{\"email\":\"b@x\"}}],"
                    + "\"7\":\"seven\",\"big\":12345678901,\"empty\":[],\"nothing\":null}}";

    private final Outputs outputs = new Outputs(Duration.ofSeconds(1));

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private JsonNode evaluate(String expression) {
        return evaluate(expression, Map.of());
    }

    private JsonNode evaluate(String expression, Map<String, String> children) {
        return all(List.of(new Output("X", expression, children)), json(ROOT)).get("X");
    }

    /** One sentence for each that failed. */
    private static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failed(List<String> failures) {
            super(String.join(" ", failures));
        }
    }

    private ObjectNode all(List<Output> list, ObjectNode root) {
        Outputs.Results results = outputs.evaluate(list, root);
        if (!results.failures().isEmpty()) {
            throw new Failed(results.failures());
        }
        return results.values();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "statusCode ¦ 200",
                "body.error ¦ null",
                "body['submissions'] || [] ¦ []",
                "body.submission?.id ¦ \"s1\"",
                "body.submission?.values?.['Notes'] ¦ \"n — é🌳\"",
                "body?.x ?? null ¦ null",
                "body.missing?.deep?.deeper ¦ null",
                "body.users?.length > 0 ¦ true",
                "body.space ? 1 : 0 ¦ 0",
                "!!body.space ¦ false",
                "body.submission.form.attributesMap.Approvers[0].split(\",\") ¦ [\"a\",\"b\"]",
                "body.users.map(m => m.user.email).join(',') ¦ \"a@x,b@x\"",
                "body.users.map((m, i) => i) ¦ [0,1]",
                "headers['content-type'] ¦ \"application/json\"",
                "body['7'] ¦ \"seven\"",
                "body[7] ¦ \"seven\"",
                "body.big ¦ 12345678901",
                "({a: 1, b: [body.users[1].n]}) ¦ {\"a\":1,\"b\":[2.5]}",
                "new Date(0) ¦ \"1970-01-01T00:00:00.000Z\"",
                "0/0 ¦ null",
                "x => x ¦ null",
                "[...body.users, 1].length ¦ 3",
                "JSON.parse('{\"a\":[1]}').a[0] ¦ 1",
                "'a1b2'.replace(/[0-9]/g, '') ¦ \"ab\"",
                "body.users.flatMap(u => [u.n]).at(-1) ¦ 2.5",
                "Object.keys(body.submission.values) ¦ [\"Notes\",\"Decision\"]",
                "statusCode // the status ¦ 200",
            })
    void areJavaScript(String expression, String expected) throws Exception {
        assertThat(evaluate(expression)).isEqualTo(JSON.readTree(expected));
    }

    @Test
    void useTemplateLiterals() throws Exception {
        assertThat(evaluate("`${body.submission.id} Z`").asText()).isEqualTo("s1 Z");
    }

    @Test
    void areNullWhenEmpty() throws Exception {
        assertThat(evaluate("").isNull()).isTrue();
        assertThat(evaluate("  \n").isNull()).isTrue();
        assertThat(all(List.of(), json(ROOT))).isEmpty();
    }

    @Test
    void takeChildrenFromEachElement() throws Exception {
        Map<String, String> children = new LinkedHashMap<>();
        children.put("Name", "current.displayName");
        children.put("Bare", "user.email");
        children.put("Index", "index");
        children.put("Status", "statusCode");
        children.put("Null", "null");

        assertThat(evaluate("body.users", children))
                .isEqualTo(JSON.readTree("[{\"Name\":\"A\",\"Bare\":\"a@x\",\"Index\":0,\"Status\":200,\"Null\":null},"
                        + "{\"Name\":\"B\",\"Bare\":\"b@x\",\"Index\":1,\"Status\":200,\"Null\":null}]"));
        assertThat(evaluate("body.submission", Map.of("Id", "current.id"))).isEqualTo(JSON.readTree("{\"Id\":\"s1\"}"));
        assertThat(evaluate("body.nothing", children).isNull()).isTrue();
        assertThat(evaluate("body.missing", children).isNull()).isTrue();
        assertThat(evaluate("body.empty", children)).isEqualTo(JSON.readTree("[]"));
    }

    @Test
    void saySoWhenTheyThrow() {
        List<Output> two = List.of(
                new Output("First", "body.nope[0]", Map.of()),
                new Output("Fine", "1", Map.of()),
                new Output("Second", "unknown.x", Map.of()));

        assertThatThrownBy(() -> all(two, json(ROOT)))
                .isInstanceOf(Failed.class)
                .hasMessageContaining("'First'")
                .hasMessageContaining("Cannot read properties of undefined (reading '0')")
                .hasMessageContaining("'Second'")
                .hasMessageContaining("\"unknown\" is not defined")
                .hasMessageNotContaining("'Fine'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(() => { for (;;) {} })()",
                "(() => { try { for (;;) {} } catch (e) { return 1 } })()",
                "/(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')",
                "(f => f(f))(f => f(f))",
                "(() => { const f = () => [1].map(f); return f() })()",
                "'x'.repeat(500000000)",
                "'x'.padEnd(500000000)",
                "Array(1e9).fill(0)",
                "Array(1e9).join('x')",
                "String(Array(1e9))",
                "Array.from({length: 1e9})",
                "Array(1e9).map(x => 1)",
                "'x'.repeat(1e6).replace(/x/g, 'y'.repeat(1e6))",
                "(() => { let a = [1]; for (let i = 0; i < 40; i++) a = a.concat(a); return a.length })()",
                "(() => { let a = [1]; for (let i = 0; i < 40; i++) a = [...a, ...a]; return a.length })()",
                "(() => { let s = 'x'; for (let i = 0; i < 40; i++) { s += s; s.charCodeAt(0) } return s.length })()",
                "(() => { const a = []; a.push(a); return a })()",
                "(() => { let s = 'x'; for (let i = 0; i < 30; i++) s += s; return s })()",
                "(() => { let o = {}; for (let i = 0; i < 100000; i++) o = {o}; return o })()",
            })
    void endWhateverTheyDo(String expression) {
        assertThatThrownBy(() -> evaluate(expression))
                .isInstanceOf(Failed.class)
                .hasMessageContaining("'X'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.System.exit(1)",
                "Packages.java.lang.Runtime",
                "importPackage(java.io)",
                "new JavaAdapter(Object, {})",
                "body.getClass().getName()",
                "''.getClass()",
                "eval('1')",
                "Function('return 1')()",
                "quit()",
                "load('/etc/passwd')",
            })
    void haveNoWayOut(String expression) {
        assertThatThrownBy(() -> evaluate(expression)).isInstanceOf(Failed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Array.prototype.map = function() { return 'bad' }",
                "Object.prototype.polluted = 1",
                "String.prototype.split = 1",
                "Math.abs = 1",
                "Object.getPrototypeOf([]).x = 1",
                "Object.defineProperty(Object.prototype, 'polluted', {value: 1})",
                "globalThis.JSON = 1",
                "Object.defineProperty(Array.prototype, 'map', {value: () => ['bad']})",
                "Object.setPrototypeOf(Array.prototype, {x: 1})",
                "body.constructor.prototype.polluted = 1",
                "(() => { this.JSON = 1 })()",
                "Object.getPrototypeOf(globalThis).JSON = 1",
            })
    void changeNothingForOthers(String expression) throws Exception {
        try {
            evaluate(expression);
        } catch (Failed e) {
            assertThat(e).hasMessageContaining("'X'");
        }

        assertThat(evaluate(
                        "[[1].map(x => x + 1)[0], ({}).polluted === undefined, 'a,b'.split(',').length, Math.abs(-1),"
                                + " [].x === undefined, JSON.stringify(1)]"))
                .isEqualTo(JSON.readTree("[2,true,2,1,true,\"1\"]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1); (2", "for (;;) {}", "var x = 1", "if (true) 1", "1; 2", "a b", "(", "}"})
    void areExpressionsAndNothingElse(String expression) {
        assertThatThrownBy(() -> evaluate(expression)).isInstanceOf(Failed.class);
    }

    @Test
    void areEvaluatedByManyThreadsAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<JsonNode>> calls = IntStream.range(0, 400)
                    .<Callable<JsonNode>>mapToObj(i -> () -> all(
                                    List.of(new Output("X", "body.list.map(x => x + " + i % 3 + ").join()", Map.of())),
                                    json("{\"body\":{\"list\":[" + i + "," + (i + 1) + "]}}"))
                            .get("X"))
                    .toList();
            List<Future<JsonNode>> results = threads.invokeAll(calls);
            for (int i = 0; i < results.size(); i++) {
                assertThat(results.get(i).get().asText()).isEqualTo((i + i % 3) + "," + (i + 1 + i % 3));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "${response.body[\"assignee\"][\"displayName\"]} | body[\"assignee\"][\"displayName\"]",
                "${response.body['a'][0].b}                      | body[\"a\"][0][\"b\"]",
                "${response.status}                              | statusCode",
                "${response.statusCode}                          | statusCode",
                "${response.headers[\"Content-Type\"]}           | headers[\"content-type\"]",
                "${response.body}                                | body",
            })
    void ofTheOtherDialectAreTranslated(String mapping, String expected) throws Exception {
        MappedExpression mapped = MappedExpression.of(mapping).orElseThrow();

        assertThat(mapped.plain()).isEqualTo(expected);
        assertThat(all(List.of(new Output("X", mapped.lenient(), Map.of())), json(ROOT))
                        .has("X"))
                .isTrue();
    }

    @Test
    void ofTheOtherDialectAreNothingElse() {
        assertThat(MappedExpression.of("body.x")).isEmpty();
        assertThat(MappedExpression.of("${response.body} and more")).isEmpty();
        assertThat(MappedExpression.of("${form('x')}")).isEmpty();
    }
}

package dev.arbor.integrator.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.arbor.integrator.api.ScriptException;
import dev.arbor.integrator.api.Scripts.Inspection;
import dev.arbor.integrator.api.Scripts.Name;
import dev.arbor.integrator.api.Scripts.Position;
import dev.arbor.integrator.api.Scripts.ScriptFunction;
import dev.arbor.integrator.api.Scripts.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ScriptDeskTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ScriptDesk desk = new ScriptDesk();
    private final Map<String, ScriptFunction> functions = Map.of(
            "name", arguments -> JSON.textNode("é🌳"),
            "echo", arguments -> arguments.isEmpty() ? MissingNode.getInstance() : arguments.get(0),
            "broken",
                    arguments -> {
                        throw new IllegalStateException("no database");
                    });

    private JsonNode value(String expression) throws ScriptException {
        return desk.evaluate(List.of(expression), functions).get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "name() == 'é🌳'¦true",
                "echo([1, 'a']).includes('a')¦true",
                "echo() === undefined¦true",
                "echo(null) === null¦true",
                "'a'¦true",
                "''¦false",
                "/x/¦true",
                "0/0¦false",
                "(function(){ return [1,2].some(x => x > 1); })()¦true"
            })
    void judgesAsJavaScriptDoes(String expression, boolean truth) throws ScriptException {
        assertThat(desk.judge(expression, functions)).isEqualTo(truth);
    }

    @Test
    void evaluatesSeveralInOneScope() throws ScriptException {
        assertThat(desk.evaluate(List.of("echo({a: [1, 2.5]})", "name() + '!'"), functions))
                .hasToString("[{\"a\":[1,2.5]}, \"é🌳!\"]");
    }

    @Test
    void letsNothingOfOneEvaluationReachTheNext() throws ScriptException {
        desk.judge("(function(){ Array.prototype.includes = () => true; leak = 1; echo.x = 1; })()", functions);

        assertThat(value("[1].includes(2) || typeof leak !== 'undefined' || echo.x"))
                .isEqualTo(JSON.nullNode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(function(){ while (true) { try { for (;;) {} } catch (e) { } finally { continue; } } })()",
                "/(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')",
                "(function f() { return f(); })()",
                "new Array(1e9).join('x')",
                "'x'.repeat(1e9)"
            })
    void endsWhatDoesNot(String expression) {
        assertThatThrownBy(() -> value(expression)).isInstanceOf(ScriptException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.System.exit(1)",
                "Packages.java.lang.Runtime",
                "echo.constructor('return this')()",
                "echo.getClass()",
                "name().getClass()",
                "eval('1')",
                "new Function('return 1')()",
                "load('x')",
                "importPackage(java.io)"
            })
    void hasNoWayOut(String expression) {
        assertThatThrownBy(() -> value(expression)).isInstanceOf(ScriptException.class);
    }

    @Test
    void passesWhatACallerThrowsByTheScript() {
        assertThatThrownBy(() -> value("(function(){ try { broken(); } catch (e) { } finally { return true; } })()"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no database");
    }

    @Test
    void saysWhyAnExpressionThrew() {
        assertThatThrownBy(() -> value("echo(null).x"))
                .isInstanceOf(ScriptException.class)
                .hasMessage("its expression failed: TypeError: Cannot read properties of null (reading 'x')");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "1 +¦1¦4",
                "values('a') == ¦1¦15",
                "a b¦1¦3",
                "a\\n == \\n  == b¦3¦3",
                "'😀' + + ;¦1¦9",
                "if (a) b¦1¦1",
                "a); (b¦1¦2",
                "'unclosed¦1¦1"
            })
    void saysWhereTheSyntaxIsWrong(String expression, int line, int column) {
        Inspection inspection = desk.inspect(expression.replace("\\n", "\n"));

        assertThat(inspection.problem()).isPresent();
        assertThat(inspection.problem().get().position()).isEqualTo(new Position(line, column));
        assertThat(inspection.problem().get().message()).isNotBlank();
    }

    @Test
    void tellsTheNamesFromOutside() {
        assertThat(desk.inspect("values['A'] == form(\"name\")\n && typeof x === 'y' && (space.slug = kapp)")
                        .names())
                .containsExactly(
                        new Name("values", Usage.MEMBER, Optional.of("A"), new Position(1, 1)),
                        new Name("form", Usage.CALL, Optional.of("name"), new Position(1, 16)),
                        new Name("x", Usage.TYPE_OF, Optional.empty(), new Position(2, 12)),
                        new Name("space", Usage.ASSIGNMENT, Optional.of("slug"), new Position(2, 26)),
                        new Name("kapp", Usage.PLAIN, Optional.empty(), new Position(2, 39)));
    }

    @Test
    void doesNotTellNamesOfTheExpressionsOwn() {
        assertThat(desk.inspect("(function h(a, b) { var c = a; let d = b; return h(c, d, arguments, e); })"
                                + "(x => x.y, (p, q) => ({z: p, q}).z)")
                        .names())
                .extracting(Name::name)
                .containsExactly("e");
    }

    @Test
    void takesNoLongerThanItMay() {
        ScriptDesk hurried = new ScriptDesk(Duration.ofMillis(1));

        assertThatThrownBy(() -> hurried.judge("(function(){ for (;;) {} })()", Map.of()))
                .hasMessage("it took longer than 1 ms.");
    }
}

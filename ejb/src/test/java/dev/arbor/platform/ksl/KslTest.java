package dev.arbor.platform.ksl;

import static dev.arbor.platform.ksl.Contexts.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.arbor.integrator.script.ScriptDesk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class KslTest {

    private final Ksl ksl = new Ksl(new ScriptDesk());

    private Verdict judge(String rule) {
        return ksl.judge(rule, Contexts.submission().build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "values('Status') == 'Open'",
                "values('Status') == \"Open\"",
                "values('Status') === 'Open';",
                "values('Notes') == null && values('No such field') == null",
                "values('Notes', 'none') == 'none' && values('Status', 'none') == 'Open'",
                "values('Team Checkboxes').includes('b') && values('Team Checkboxes').length == 2",
                "values().Status == 'Open'",
                "values('attribute:X') == 'v'",
                "form('name') == 'Approval — é🌳'",
                "form('attribute:Icon') == 'flask' && form('attribute:Icon').includes('flask')",
                "form('attribute:Two') instanceof Array && form('attribute:Two').indexOf('y') == 1",
                "form('attribute:Not Set').length == 0 && form('attribute:Not Set', 'd') == 'd'",
                "form('attributes').some(a => a.name == 'Icon')",
                "kapp('attribute:Owner').includes(identity('username')) && kapp('attribute:None').length == 0",
                "identity('authenticated')",
                "true",
                " true ; ",
                "",
                "  ",
                "(submission('anonymous') && submission('sessionToken') == identity('sessionToken'))"
                        + " || (!submission('anonymous') && submission('createdBy') == identity('username'))",
                "identity('teams').includes('Department::HR')",
                "/* staff */ identity('teams').some(function(t) { return t.split('::')[0].match(/^Dep/); })",
                "(function() { function hasIntersection(a, b) { return a.some(x => b.indexOf(x) >= 0); }"
                        + " return hasIntersection(identity('teams'), ['Role::Employee', 'x']); })()",
                "values('n') + 1 === 8"
            })
    void holds(String rule) {
        assertThat(judge(rule)).isEqualTo(new Verdict.Holds());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "false",
                "values('Status') == 'open'",
                "!identity('authenticated')",
                "identity('spaceAdmin')",
                "identity('teams').includes('Department')",
                "values('Notes')",
                "values[\"Status\"] == \"Open\"",
                "undefined"
            })
    void doesNotHold(String rule) {
        assertThat(judge(rule)).isEqualTo(new Verdict.Fails());
        assertThat(judge(rule).holds()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "values('Notes').length > 1¦TypeError: Cannot read properties of null (reading 'length')",
                "values_previous('Status') == 'Open'¦ReferenceError: \"values_previous\" is not defined",
                "team('name') == 'HR'¦ReferenceError: \"team\" is not defined",
                "values('Status' ==¦its expression failed: ",
                "if (true) true¦its expression failed: ",
                "(function() { for (;;) {} })()¦it took ",
                "java.lang.System.exit(3)¦ReferenceError: \"java\" is not defined"
            })
    void isBrokenAndSaysWhy(String rule, String reason) {
        assertThat(judge(rule)).isInstanceOfSatisfying(Verdict.Broken.class, broken -> assertThat(broken.message())
                .startsWith("Expected the rule '" + rule + "' to give true or false, but ")
                .contains(reason));
        assertThat(judge(rule).holds()).isFalse();
    }

    @Test
    void looksUpNothingThatIsNotAskedFor() {
        List<String> lookedUp = new ArrayList<>();
        Facts identity = Facts.lazy(Map.of(
                "username",
                () -> {
                    lookedUp.add("username");
                    return TextNode.valueOf("jane");
                },
                "teams",
                () -> {
                    lookedUp.add("teams");
                    return Facts.texts(List.of("HR"));
                }));
        KslContext context = KslContext.builder()
                .with("identity", identity)
                .values(() -> {
                    lookedUp.add("values");
                    return json("{'Status':'Open'}");
                })
                .build();

        ksl.judge("identity('username') == 'jane' || identity('teams').includes('HR')", context);
        assertThat(lookedUp).containsExactly("username");

        ksl.judge("values('Status') == 'Open' && values('Status') != 'x' && identity('username') == 'jane'", context);
        assertThat(lookedUp).containsExactly("username", "values");
    }

    @Test
    void passesFailuresOfTheLookUpToTheCaller() {
        KslContext context = KslContext.builder()
                .values(() -> {
                    throw new IllegalStateException("no database");
                })
                .build();

        assertThatThrownBy(() -> ksl.judge("(function() { try { return values('a'); } catch (e) { } })()", context))
                .hasMessage("no database");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "changed('Status')¦true",
                "changed('Status') && values_previous('Status') == 'New' && values('Status') == 'Open'¦true",
                "changed('Notes')¦false",
                "changed('Unknown')¦false",
                "changed()¦true",
                "submission_previous('coreState') == 'Draft'¦true"
            })
    void comparesWithWhatWasBefore(String rule, boolean holds) {
        KslContext context = Contexts.submission()
                .previous(
                        () -> json("{'Status':'Open','Notes':null}"),
                        () -> json("{'Status':'New'}"),
                        Facts.of(json("{'coreState':'Draft'}")))
                .build();

        assertThat(ksl.judge(rule, context).holds()).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "values('a') ==¦1¦15¦true¦to be a JavaScript expression, but at line 1, column 15: syntax error",
                "if (true) x¦1¦1¦true¦but at line 1, column 1",
                "true &&\\n values[\"Status\"] == \"Open\"¦2¦2¦false¦it never matches; write values('Status'), at line 2",
                "values.Status == 'Open'¦1¦1¦false¦write values('Status')",
                "values[\"Status\"]=\"Open\"¦1¦1¦false¦'values' is assigned to",
                "values == 'Open'¦1¦1¦false¦never equals a value",
                "value('Status') == 'Open'¦1¦1¦false¦'value' is not known here; there are form, identity, kapp",
                "team('name') == 'HR'¦1¦1¦false¦'team' is not known here",
                "values_previous('Status') == 'x'¦1¦1¦false¦is not switched on"
            })
    void tellsTheAuthor(String rule, int line, int column, boolean error, String message) {
        assertThat(ksl.check(rule.replace("\\n", "\n"), KslScope.SUBMISSION))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.message()).contains(message);
                    assertThat(finding).returns(line, Finding::line).returns(column, Finding::column);
                    assertThat(finding.error()).isEqualTo(error);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "true",
                "values('Status') == 'Open';",
                "identity('teams').some(t => t.startsWith('HR')) || typeof team === 'undefined'",
                "(function(a) { var values = a; return values[0] == undefined || Math.max(1, 2) > 1; })([])",
                "new Date(submission('createdAt')) < new Date()"
            })
    void hasNothingToTellAboutWhatIsRight(String rule) {
        assertThat(ksl.check(rule, KslScope.SUBMISSION)).isEmpty();
    }

    @Test
    void knowsTheExtensionWhereItIsSwitchedOn() {
        assertThat(ksl.check("changed('A') && values_previous('A')", KslScope.SUBMISSION.withPrevious()))
                .isEmpty();
    }
}

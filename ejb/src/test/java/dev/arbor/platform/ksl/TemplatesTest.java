package dev.arbor.platform.ksl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.arbor.integrator.script.ScriptDesk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {

    private final Templates templates = new Templates(new ScriptDesk());

    private String render(String text) throws KslException {
        return templates.render(text, Contexts.submission().build());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "plain { text } $1 }¦plain { text } $1 }",
                "${form(\"name\")} — ${values('Status')}¦Approval — é🌳 — Open",
                "${values('Notes')}|${values('Unknown')}¦|",
                "${values('Team Checkboxes')}¦a,b",
                "${values('Notes', 'a } b')}!¦a } b!",
                "${({a: {b: 1}}).a.b} ${[1, 2].map(x => { return x * 2; })}¦1 2,4",
                "${'}'}${\"}\"}${`${1}}`}${/}/.test('}')}¦}}1}true",
                "${({a: 1})}¦{\"a\":1}",
                "${identity('authenticated')} ${values('n')}¦true 7",
                "¦"
            })
    void fillsInValues(String text, String expected) throws KslException {
        assertThat(render(text == null ? "" : text)).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "${values('Team Checkboxes')}¦[\"a\",\"b\"]",
                " ${values('n')} ¦7",
                "${values('Notes')}¦null",
                "n ${values('n')}¦\"n 7\"",
                "text¦\"text\""
            })
    void keepsTheTypeOfOneExpression(String text, String json) throws KslException {
        assertThat(templates.value(text, Contexts.submission().build())).hasToString(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "a ${values('Notes').x}¦Cannot read properties of null (reading 'x')",
                "a ${values('Notes'¦at line 1, column",
                "a ${1¦missing } after the expression",
                "a ${1 +} b¦at line 1, column"
            })
    void saysWhatIsWrong(String text, String message) {
        assertThatThrownBy(() -> render(text))
                .isInstanceOf(KslException.class)
                .hasMessageContaining("Expected '" + text + "'")
                .hasMessageContaining(message);
    }

    @Test
    void tellsTheAuthorWhere() {
        assertThat(templates.check("x\ny ${form('name')} ${values[\"A\"]} ${kapp(} z", KslScope.SUBMISSION))
                .extracting(Finding::error, Finding::line, Finding::column)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(false, 2, 21),
                        org.assertj.core.groups.Tuple.tuple(true, 2, 41));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "${form('name')} ${values('A', '}')}"})
    void hasNothingToTellAboutWhatIsRight(String text) {
        assertThat(templates.check(text, KslScope.SUBMISSION)).isEmpty();
    }
}

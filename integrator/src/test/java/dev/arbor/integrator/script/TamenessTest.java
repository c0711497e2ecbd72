package dev.arbor.integrator.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextFactory;

/** Tame is what cannot change the standard objects that evaluations share. */
class TamenessTest {

    private static final Set<String> FUNCTIONS = Set.of("values", "identity");

    private static boolean isTame(String expression) {
        Context context = new ContextFactory().enterContext();
        try {
            context.setLanguageVersion(Context.VERSION_ECMASCRIPT);
            return Tameness.calls(context, expression)
                    .filter(FUNCTIONS::containsAll)
                    .isPresent();
        } finally {
            Context.exit();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "statusCode",
                "body.error",
                "body['submissions'] || []",
                "body[\"a\"][\"b\"]",
                "body?.x ?? null",
                "body.submission?.values?.['Notes for Customer']",
                "body.users?.length > 0",
                "body.space ? 1 : 0",
                "!!body.space",
                "body.submission.form.attributesMap.Approvers[0].split(\",\")",
                "body.team?.memberships.map(m => m.user.email).join(',')",
                "body.a.filter((x, i) => i > 1 && x.b === 'c').map(x => [x.b, -x.n])",
                "current['name'].replace(\"Departments::\", \"\")",
                "current.name.replace(/a/g, 'b')",
                "`${current.sys_created_on} Z`",
                "body.n * 2 + 1",
                "typeof body",
                "body.list.includes(body.x)",
                "values('Status') == 'Open' && identity('teams').includes('IT::Desk')",
                "identity('teams').some(team => team == values('Team')) ? values('A', 1) : `${values('B')}`",
            })
    void whatReadsAndComputesIsTame(String expression) {
        assertThat(isTame(expression)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x = 1",
                "form('name')",
                "values([].push(1))",
                "values(x => x.y = 1)",
                "new values('x')",
                "values('x').push(1)",
                "[[].push].map(values => values('x'))",
                "[1].map(values)",
                "body.x = 1",
                "body.n++",
                "delete body.x",
                "[].push(1)",
                "body.list.sort()",
                "[1].map([].push)",
                "[1].map(body.push)",
                "[1].map(push)",
                "'a'.replace('a', [].push)",
                "[].concat.call(body)",
                "[]['con' + 'cat']",
                "body[statusCode]",
                "[].constructor",
                "[]['constructor']",
                "body.__proto__",
                "body['__proto__']",
                "Object.defineProperty(Object.prototype, 'x', {value: 1})",
                "Array.prototype.map = 1",
                "globalThis.JSON",
                "this",
                "new Date(0)",
                "JSON.stringify(body)",
                "parseInt('1')",
                "(() => 1)()",
                "body.map(x => { x.y = 1; return x })",
                "body.map(x => x.y = 1)",
                "body.map(function(x) { return x })",
                "body.map((x = (y = 1)) => x)",
                "[...body.list]",
                "({a: 1})",
                "(x, y)",
                "1; 2",
                "void 0",
                "a b",
                "",
            })
    void whateverElseIsNot(String expression) {
        assertThat(isTame(expression)).isFalse();
    }

    @Test
    void whatIsTooDeepIsNot() {
        assertThat(isTame("!".repeat(100_000) + "1")).isFalse();
    }
}

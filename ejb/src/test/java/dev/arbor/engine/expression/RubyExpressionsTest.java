package dev.arbor.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RubyExpressionsTest {

    private static final Context EMPTY = name -> null;
    private static RubyExpressions expressions;

    @BeforeAll
    static void start() {
        expressions = new RubyExpressions(Duration.ofSeconds(20), 100);
    }

    @AfterAll
    static void end() {
        expressions.close();
    }

    @Test
    void threadsDoNotSeeEachOthersValues() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Set<String>>> work = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                int id = t;
                work.add(() -> {
                    Set<String> wrong = ConcurrentHashMap.newKeySet();
                    Context mine = name -> "inputs".equals(name) ? Map.of("id", "t" + id) : null;
                    for (int i = 0; i < 2_000; i++) {
                        String template = "<% @x = @inputs['id'] %><% def mine() @x end %><% 3.times do |n| %>"
                                + "<%= n %><% end %><%= mine %> é" + i % 150;
                        String result = expressions.render(template, mine);
                        if (!result.equals("012t" + id + " é" + i % 150)
                                || expressions.judge("@inputs['id'] == 't" + (id + 1) + "'", mine)) {
                            wrong.add(result);
                        }
                    }
                    return wrong;
                });
            }
            for (Future<Set<String>> wrong : threads.invokeAll(work)) {
                assertThat(wrong.get()).isEmpty();
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void backtraceCountsTheLinesOfTheTemplate() {
        assertThatThrownBy(() -> expressions.render("one\n<% x = 1 %>\n<% \n# why\ny = nope %>", EMPTY))
                .isInstanceOfSatisfying(ExpressionException.class, fault -> {
                    assertThat(fault.backtrace()).startsWith("template:5");
                    assertThat(fault.rubyClass()).isEqualTo("NameError");
                });
        assertThatThrownBy(() -> expressions.judge("x = 1\nnope", EMPTY))
                .isInstanceOfSatisfying(ExpressionException.class, fault -> assertThat(fault.backtrace())
                        .startsWith("template:2"));
    }

    @Test
    void staticTextAndBlankConditionsNeedNoRuby() throws Exception {
        RubyExpressions idle = new RubyExpressions(Duration.ofSeconds(1), 1);
        assertThat(idle.render("100 % — static > text", EMPTY)).isEqualTo("100 % — static > text");
        assertThat(idle.judge(" \n", EMPTY)).isTrue();
        assertThat(idle.statistics().evaluations()).isZero();
        idle.close();
    }

    @Test
    void aFailureOfTheContextIsNoFaultOfTheExpression() {
        LazyMap broken = new LazyMap() {
            @Override
            public Object get(String key) {
                throw new IllegalStateException("database is gone");
            }

            @Override
            public Set<String> keys() {
                throw new IllegalStateException("database is gone");
            }
        };
        Context context = name -> "results".equals(name) ? broken : null;
        for (String text : List.of(
                "<%= @results['A'] rescue '' %>",
                "<%= begin; @results.keys; rescue Exception; end %>",
                "<%= @results.to_json %>",
                "<%= {}.merge(@results) %>")) {
            assertThatThrownBy(() -> expressions.render(text, context))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("database is gone");
        }
        assertThatThrownBy(() -> expressions.judge("@x", name -> {
                    throw new IllegalStateException("no variables");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no variables");
    }

    @Test
    void aLazyMapIsAskedForWhatIsReadAndOnlyOnce() throws Exception {
        List<String> asked = new ArrayList<>();
        LazyMap map = new LazyMap() {
            @Override
            public Object get(String key) {
                asked.add(key);
                return Map.of("a", "1", "b", "2").get(key);
            }

            @Override
            public Set<String> keys() {
                asked.add("*");
                return new java.util.TreeSet<>(Set.of("a", "b"));
            }
        };
        Context context = name -> "results".equals(name) ? map : null;
        assertThat(expressions.render(
                        "<%= @results['b'] %><%= @results.fetch('b') %><%= @results.dig('b') %>", context))
                .isEqualTo("222");
        assertThat(asked).containsExactly("b");
        asked.clear();
        assertThat(expressions.render("<%= @results['b'] %><%= @results.keys %><%= @results %>", context))
                .isEqualTo("2[\"a\", \"b\"]{\"a\"=>\"1\", \"b\"=>\"2\"}");
        assertThat(asked).containsExactly("b", "*", "a");
        asked.clear();
        assertThat(expressions.judge("@results.key?('none')", context)).isFalse();
        assertThat(asked).containsExactly("none");
    }

    @Test
    void checksSyntaxWithoutEvaluating() {
        assertThat(expressions.checkTemplate("<%= raise 'not evaluated' %>")).isEmpty();
        assertThat(expressions.checkTemplate("a\n<%= if %>").orElseThrow()).startsWith("template:2: syntax error");
        assertThat(expressions.checkTemplate("static if %>")).isEmpty();
        assertThat(expressions.checkCondition("a ==").orElseThrow()).contains("syntax error");
        assertThat(expressions.checkCondition("  ")).isEmpty();
        assertThat(expressions.checkCondition("X = 1; X == 1")).isEmpty();
    }

    @Test
    void keepsNoMoreProgramsThanItMay() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            assertThat(expressions.render("<%= " + i + " %>", EMPTY)).isEqualTo(String.valueOf(i));
        }
        // The cache evicts beside us.
        long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (expressions.statistics().entries() > 200 && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        assertThat(expressions.statistics().entries()).isLessThanOrEqualTo(200);
        assertThat(expressions.statistics().misses()).isGreaterThanOrEqualTo(1_000);
    }

    @Test
    void thousandsOfVariableNamesDoNoHarm() throws Exception {
        Context echo = name -> name + "!";
        for (int i = 0; i < 3_000; i++) {
            String text = "<%= @name" + i + " %><% @own" + i + " = 1 %><%= @own" + i + " + " + i + " %>";
            assertThat(expressions.render(text, echo)).isEqualTo("name" + i + "!" + (i + 1));
        }
    }

    @Test
    void evaluatesWithinAnEvaluation() throws Exception {
        Context inner = name -> "inputs".equals(name) ? Map.of("x", "in") : null;
        LazyMap map = new LazyMap() {
            @Override
            public Object get(String key) {
                try {
                    return expressions.render("<%= @inputs['x'] %>" + key, inner);
                } catch (ExpressionException fault) {
                    throw new IllegalStateException(fault);
                }
            }

            @Override
            public Set<String> keys() {
                return Set.of();
            }
        };
        assertThat(expressions.render("<%= @results['k'] %>", name -> "results".equals(name) ? map : null))
                .isEqualTo("ink");
    }
}

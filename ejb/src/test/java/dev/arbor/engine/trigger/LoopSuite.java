package dev.arbor.engine.trigger;

import static dev.arbor.core.tree.TreeDsl.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.core.tree.TreeDsl;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Loops and what their results look like from within and from outside (engine spec 3.5 and 3.10). */
abstract class LoopSuite extends EngineSuite {

    /** A loop around one echo, and an echo after it. */
    private static TreeDsl loop(String name, String data, String path, String body, String after) {
        return tree(name)
                .start()
                .node("head_1", "system_loop_head_v1")
                .named("Loop")
                .param("data_source", data)
                .param("loop_path", path)
                .param("var_name", "item")
                .echo("body_2", body)
                .named("Body")
                .loopTail("tail_3", "All", "")
                .echo("after", after)
                .path("start", "head_1", "body_2", "tail_3", "after")
                .connect("head_1", "tail_3");
    }

    @Test
    void readsItsIterationWithinAndAllOfThemOutside() {
        long run = engine.run(loop(
                "json",
                "  \n [\"ä\", {\"k\": \"ö — 🎉\"}, 7]",
                "$[*]",
                "<%= @item %>|<%= @results['Loop']['Index'] %>|<%= @results['Loop']['Value'] %>|<%= @results['Loop']['size'] %>"
                        + "|<%= @task['Loop Index'] %>|<%= @task['Parent Loop Index'] %>|<%= @results.has_key?('Body') %>",
                "<%= @results['Body'].collect { |pair| pair[1]['output'].split('|')[0] }.join(',') %>"
                        + ";<%= @results['Body'].keys.inspect %>;<%= @results['Body'][2]['output'] %>"
                        + ";<%= @results['Body'].has_key?(3) %>;<%= @results['Loop'].sort.to_h.to_json %>"));

        assertThat(rows.output(run, "body_2", "/1#0")).isEqualTo("ä|0|ä|3|/1#0|/|false");
        assertThat(rows.output(run, "body_2", "/1#1")).startsWith("{\"k\":\"ö — 🎉\"}|1|");
        assertThat(rows.output(run, "after"))
                .isEqualTo(
                        "ä,{\"k\":\"ö — 🎉\"},7;[0, 1, 2];7|2|7|3|/1#2|/|false;false;"
                                + "{\"data\":\"[\\\"ä\\\",\\\"{\\\\\\\"k\\\\\\\":\\\\\\\"ö — 🎉\\\\\\\"}\\\",\\\"7\\\"]\",\"mode\":\"JSON\",\"size\":\"3\",\"variable_name\":\"item\"}");
        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void readsXml() {
        long run = engine.run(loop(
                "xml",
                "\n\t <?xml version=\"1.0\"?><a><b n='1'>x &amp; ä</b><b n='2'><c>y</c></b></a>",
                "//b",
                "<%= @item %>",
                "<%= @results['Loop']['mode'] %>"));

        assertThat(rows.output(run, "body_2", "/1#0")).isEqualTo("x & ä");
        assertThat(rows.output(run, "body_2", "/1#1")).isEqualTo("<b n=\"2\"><c>y</c></b>");
        assertThat(rows.output(run, "after")).isEqualTo("XML");
    }

    @Test
    void readsAttributesAndPathsIntoObjects() {
        long xml = engine.run(loop("attributes", "<a><b n='1'/><b n='2'/></a>", "//b/@n", "<%= @item %>", "x"));
        assertThat(rows.output(xml, "body_2", "/1#1")).isEqualTo("2");
        long json = engine.run(loop(
                "deep",
                "[{\"user\":{\"name\":\"Zoë\"}},{\"user\":{\"name\":\"Bo\"}}]",
                "$[*].user.name",
                "<%= @item %>",
                "x"));
        assertThat(rows.output(json, "body_2", "/1#0")).isEqualTo("Zoë");
    }

    @Test
    void aLoopOverNothingGoesOn() {
        long run = engine.run(loop("none", "[]", "$[*]", "x", "<%= @results.has_key?('Body') %>"));
        assertThat(rows.output(run, "after")).isEqualTo("false");
        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void dataThatCannotBeReadIsAHandlerError() {
        long broken = engine.run(loop("broken", "[1, 2", "$[*]", "x", "y"));
        assertThat(rows.described(rows.error(broken)))
                .startsWith("Handler Error | ")
                .contains("\"Loop\"")
                .contains("Expected the parameter 'data_source' to be XML or JSON");
        long xml = engine.run(loop("brokenxml", "<a><b></a>", "//b", "x", "y"));
        assertThat(rows.described(rows.error(xml)))
                .startsWith("Handler Error | ")
                .contains("Expected the parameter 'data_source' to be well-formed XML");
        long path = engine.run(loop("brokenpath", "[1]", "$[", "x", "y"));
        assertThat(rows.described(rows.error(path)))
                .startsWith("Handler Error | ")
                .contains("Expected the parameter 'loop_path' to be a JSONPath");

        engine.resolve("Skip Task", rows.error(broken), rows.error(xml), rows.error(path));
        assertThat(rows.tasks(broken)).containsEntry("after", "CLOSED").containsEntry("tail_3", "CLOSED");
        assertThat(rows.complete(path)).isTrue();
    }

    @Test
    void nestsAndIsReadByNumbersFromOutside() {
        long run = engine.run(tree("nested")
                .start()
                .node("head_1", "system_loop_head_v1")
                .named("Outer")
                .param("data_source", "[[\"a\",\"b\"],[\"c\"],[]]")
                .param("loop_path", "$[*]")
                .param("var_name", "row")
                .echo("name_2", "<%= @row %>")
                .named("Row")
                .node("head_3", "system_loop_head_v1")
                .named("Inner")
                .param("data_source", "<%= @row %>")
                .param("loop_path", "$[*]")
                .param("var_name", "cell")
                .echo(
                        "cell_4",
                        "<%= @cell %> of <%= @row %> at <%= @task['Loop Index'] %> <%= @results['Row']['output'] %>")
                .named("Cell")
                .loopTail("tail_5", "All", "")
                .echo(
                        "sum_6",
                        "<%= @results.key?('Cell') ? @results['Cell'].map { |i, r| i.to_s + r['output'][0] }.join : 'none' %>")
                .named("Sum")
                .loopTail("tail_7", "All", "")
                .echo(
                        "end",
                        "<%= @results['Cell'][0][1]['output'][0] %><%= @results['Cell'][1][0]['output'][0] %><%= @results['Cell'].keys.inspect %>"
                                + "<%= @results['Sum'].values.map { |r| r['output'] }.inspect %>")
                .path("start", "head_1", "name_2", "head_3", "cell_4", "tail_5", "sum_6", "tail_7", "end")
                .connect("head_1", "tail_7")
                .connect("head_3", "tail_5"));

        assertThat(rows.output(run, "cell_4", "/1#0/3#1")).isEqualTo("b of [\"a\",\"b\"] at /1#0/3#1 [\"a\",\"b\"]");
        assertThat(rows.output(run, "end")).isEqualTo("bc[0, 1][\"0a1b\", \"0c\", \"none\"]");
        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void judgesTheConnectorsOfTheHeadInEachIteration() {
        long run = engine.run(tree("perIteration")
                .start()
                .node("head_1", "system_loop_head_v1")
                .named("Loop")
                .param("data_source", "[1,2,3,4]")
                .param("loop_path", "$[*]")
                .param("var_name", "n")
                .echo("even_2", "<%= @n %>")
                .echo("odd_4", "<%= @n %>")
                .loopTail("tail_3", "All", "")
                .echo("after", "<%= @results['even_2'].keys.inspect %>")
                .path("start", "head_1")
                .connect("head_1", "even_2")
                .when("@results['Loop']['Value'].to_i.even?")
                .connect("head_1", "odd_4")
                .when("@n.to_i == 1")
                .connect("even_2", "tail_3")
                .connect("odd_4", "tail_3")
                .connect("head_1", "tail_3")
                .connect("tail_3", "after"));

        assertThat(rows.output(run, "after")).isEqualTo("[1, 3]");
        assertThat(rows.tasks(run)).containsKeys("odd_4 /1#0").doesNotContainKey("odd_4 /1#2");
        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void iterationsGoOutsideAndWaitOnTheirOwn() {
        long run = engine.run(tree("mixedLoop")
                .start()
                .node("head_1", "system_loop_head_v1")
                .named("Loop")
                .param("data_source", "<%= (1..20).to_a.to_json %>")
                .param("loop_path", "$[*]")
                .param("var_name", "n")
                .node("out_2", "test_once_v1")
                .param("input", "<%= @n %>")
                .wait("w_4", "<%= @n %>", "Second")
                .loopTail("tail_3", "Some", "15")
                .echo("after", "<%= @results['out_2'].size %> <%= @results['w_4'].size %>")
                .path("start", "head_1", "out_2", "w_4", "tail_3", "after")
                .connect("head_1", "tail_3"));
        assertThat(once.calls()).isEqualTo(20);

        engine.later(Duration.ofSeconds(14));
        assertThat(rows.tasks(run)).containsEntry("tail_3", "NEW");
        engine.later(Duration.ofSeconds(1));
        assertThat(rows.output(run, "after")).isEqualTo("20 20");
        assertThat(rows.complete(run)).isFalse();
        engine.later(Duration.ofSeconds(5));

        assertThat(rows.complete(run)).isTrue();
        assertThat(once.callsByTask().values()).allMatch(calls -> calls.get() == 1);
    }

    @Test
    void aRunWithMoreTriggersThanABatchIsDoneToTheEnd() {
        long run = engine.run(
                loop("big", "<%= (0...350).to_a.to_json %>", "$[*]", "<%= @item %>", "<%= @results['Body'].size %>"));
        assertThat(rows.output(run, "after")).isEqualTo("350");
        assertThat(rows.results(run, "head_1")).containsAllEntriesOf(Map.of("size", "350"));
        assertThat(rows.complete(run)).isTrue();
    }
}

package dev.arbor.core.tree.validation;

import static dev.arbor.core.tree.ConnectorType.COMPLETE;
import static dev.arbor.core.tree.ConnectorType.CREATE;
import static dev.arbor.core.tree.ConnectorType.UPDATE;
import static dev.arbor.core.tree.TreeDsl.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.arbor.core.tree.Connector;
import dev.arbor.core.tree.TreeDefinition;
import dev.arbor.core.tree.TreeDsl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TreeValidatorTest {

    /** A tree that breaks rules, and what is said about it. */
    record Broken(TreeDsl tree, Rule rule, String sentence) {
        @Override
        public String toString() {
            return rule + ": " + sentence;
        }
    }

    static Stream<Broken> brokenTrees() {
        return Stream.of(
                new Broken(
                        tree("t").start().node("", "h").named("Anonymous"),
                        Rule.NODE_HAS_ID,
                        "Expected every node to have an id, but the node at place 2, named 'Anonymous', has none."),
                new Broken(
                        tree("t").start().node("n_1").node("n_1").named("Other"),
                        Rule.NODE_ID_IS_UNIQUE,
                        "Expected node ids to be unique, but the nodes 'n_1' and 'Other' both have the id 'n_1'."),
                new Broken(
                        tree("t").start().node("n_1").node("n_2").named("n_1"),
                        Rule.NODE_NAME_IS_UNIQUE,
                        "Expected node names to be unique, but the nodes 'n_1' and 'n_2' are both named 'n_1'."),
                new Broken(
                        tree("t").start().connect("start", "gone_1"),
                        Rule.CONNECTOR_JOINS_NODES,
                        "Expected the Complete connector from 'start' to 'gone_1' to reach a node, but there is no node"
                                + " 'gone_1'."),
                new Broken(
                        tree("t").start().node("n_1").connect("gone_2", "n_1").label("L"),
                        Rule.CONNECTOR_JOINS_NODES,
                        "Expected the Complete connector from 'gone_2' to 'n_1' (L) to leave a node, but there is no"
                                + " node 'gone_2'."),
                new Broken(
                        tree("t").start().echo("e_1", "a\u0000b").named("Echo"),
                        Rule.TEXT_IS_LEGAL,
                        "Expected texts that XML can carry, but the parameter 'input' of node 'e_1' (Echo) has the"
                                + " character U+0000."),
                new Broken(
                        tree("t").start().node("n_1").message(COMPLETE, "\ud83d"),
                        Rule.TEXT_IS_LEGAL,
                        "Expected texts that XML can carry, but the Complete message of node 'n_1' has the character"
                                + " U+D83D."),
                new Broken(
                        tree("t").start().node("n_1").connect("start", "n_1").when("\uffff"),
                        Rule.TEXT_IS_LEGAL,
                        "Expected texts that XML can carry, but the condition of the Complete connector from 'start' to"
                                + " 'n_1' has the character U+FFFF."),
                new Broken(
                        tree("t").start().routine("routine_r").input("In", "\u001b"),
                        Rule.TEXT_IS_LEGAL,
                        "Expected texts that XML can carry, but the input 'In' of the routine has the character"
                                + " U+001B."),
                new Broken(
                        tree("t\u0008").start(),
                        Rule.TEXT_IS_LEGAL,
                        "Expected texts that XML can carry, but the name of the tree has the character U+0008."),
                new Broken(
                        tree("t").start().node("n_1", "h".repeat(256)),
                        Rule.KEY_IS_SHORT,
                        "Expected at most 255 characters, but the handler of node 'n_1' has 256."),
                new Broken(
                        tree("t"),
                        Rule.TREE_HAS_START,
                        "Expected a node 'start' of the handler system_start_v1, but there is none; runs of the tree do"
                                + " nothing."),
                new Broken(
                        tree("t").node("start", "system_noop_v1"),
                        Rule.TREE_HAS_START,
                        "Expected the node 'start' to be a system_start_v1, but it is a system_noop_v1."),
                new Broken(
                        tree("t").node("begin_1", "system_start_v1"),
                        Rule.START_HAS_ITS_ID,
                        "Expected the start to have the id 'start', but it is the node 'begin_1'."),
                new Broken(
                        tree("t").start().node("begin_1", "system_start_v1"),
                        Rule.START_HAS_ITS_ID,
                        "Expected one start, the node 'start', but node 'begin_1' is another; it is never reached."),
                new Broken(
                        tree("t").start().defers(),
                        Rule.START_DOES_NOT_DEFER,
                        "Expected a start that does not defer, but node 'start' (Start) has defers true and deferrable"
                                + " true; both are ignored."),
                new Broken(
                        tree("t").start().node("n_1").connect("n_1", "start"),
                        Rule.START_IS_FIRST,
                        "Expected nothing in front of the start, but there is a Complete connector from 'n_1' to"
                                + " 'start'."),
                new Broken(
                        tree("t").start().node("n1"),
                        Rule.NODE_ID_HAS_NUMBER,
                        "Expected node ids to end in an underscore and a number, as in 'system_noop_v1_2', but node"
                                + " 'n1' does not; it runs, but builders may not show it."),
                new Broken(
                        tree("t").start().node("a_7").node("b_7"),
                        Rule.NODE_NUMBER_IS_UNIQUE,
                        "Expected the numbers at the end of node ids to be unique, but node 'a_7' and node 'b_7' share"
                                + " one; both run, but builders may show one of them only."),
                new Broken(
                        tree("t").start().node("n_16").lastId(13),
                        Rule.LAST_ID_IS_HIGHEST,
                        "Expected lastID to be at least 16, the highest number of a node, but it is 13."),
                new Broken(
                        tree("t").start().node("n_1").named(" "),
                        Rule.NODE_HAS_NAME,
                        "Expected every node to have a name, but node 'n_1' has none."),
                new Broken(
                        tree("t").start().node("n_1").named("It's"),
                        Rule.NODE_NAME_IS_PLAIN,
                        "Expected node names to have no quotation marks, but node 'n_1' (It's) has some."),
                new Broken(
                        tree("t").start().node("n_1").named("x".repeat(129)),
                        Rule.NODE_NAME_IS_PLAIN,
                        "Expected node names to have at most 128 characters, but that of node 'n_1' (" + "x".repeat(100)
                                + "…) has 129."),
                new Broken(
                        tree("t").start().node("n_1", ""),
                        Rule.NODE_HAS_HANDLER,
                        "Expected every node to state the handler or routine that performs it, but node 'n_1' states"
                                + " none."),
                new Broken(
                        tree("t").start().echo("e_1", "").param("input", ""),
                        Rule.PARAMETER_ID_IS_UNIQUE,
                        "Expected the parameters of a node to have different ids, but node 'e_1' has several parameters"
                                + " 'input'."),
                new Broken(
                        tree("t").start().loopHead("h_1", "[]", "$").node("n_2").path("start", "h_1", "n_2"),
                        Rule.LOOP_HAS_TAIL,
                        "Expected a connector from every loop head directly to its loop tail, but node 'h_1' has"
                                + " none."),
                new Broken(
                        tree("t")
                                .start()
                                .node("a_1")
                                .node("b_2")
                                .node("c_3")
                                .path("start", "a_1", "c_3")
                                .path("start", "b_2", "c_3"),
                        Rule.BRANCHES_MEET_IN_JOIN,
                        "Expected branches to meet in a join or junction, but node 'c_3' is reached by 2 connectors;"
                                + " whatever reaches it second is an error."),
                new Broken(
                        tree("t").start().join("j_1", "Any", "").node("b_2").path("start", "j_1", "b_2", "j_1"),
                        Rule.TREE_HAS_NO_CYCLE,
                        "Expected no node to be reached from itself, but the Complete connector from 'b_2' to 'j_1'"
                                + " leads back to 'j_1'; whatever takes it ends in an error."),
                new Broken(
                        tree("t").start().node("n_1").connect("start", "n_1").on(UPDATE),
                        Rule.CONNECTOR_CAN_BE_TAKEN,
                        "Expected connectors on Update to leave nodes that defer, but the Update connector from 'start'"
                                + " to 'n_1' leaves one that does not; it is never taken."));
    }

    @ParameterizedTest
    @MethodSource("brokenTrees")
    void saysWhichRuleIsBroken(Broken broken) {
        TreeValidation validation = TreeValidator.validate(broken.tree().build());

        List<Problem> problems = broken.rule().isError() ? validation.errors() : validation.warnings();
        assertThat(problems)
                .filteredOn(problem -> problem.rule() == broken.rule())
                .extracting(Problem::sentence)
                .containsExactly(broken.sentence());
        assertThat(validation.isAcceptable()).isEqualTo(!broken.rule().isError());
    }

    @Test
    void everyRuleIsBrokenAbove() {
        Set<Rule> broken = EnumSet.noneOf(Rule.class);
        brokenTrees().forEach(tree -> broken.add(tree.rule()));

        assertThat(broken).containsExactlyInAnyOrder(Rule.values());
    }

    @Test
    void aSoundTreeHasNoProblems() {
        TreeDefinition tree = tree("t")
                .routine("routine_t_v1")
                .input("In", "<%= 1 %>")
                .output("Out")
                .start()
                .loopHead("head_1", "[1,2]", "$[*]")
                .wait("wait_2", "1", "Second")
                .message(CREATE, "née — 😀\r\n\t")
                .loopTail("tail_3", "All", "")
                .defer("defer_4")
                .echo("echo_5", "")
                .junction("junction_6")
                .returns("return_7")
                .path("start", "head_1", "wait_2", "tail_3", "defer_4", "junction_6", "return_7")
                .connect("head_1", "tail_3")
                .connect("defer_4", "echo_5")
                .on(CREATE)
                .connect("echo_5", "junction_6")
                .build();

        assertThat(TreeValidator.validate(tree)).isEqualTo(new TreeValidation(List.of(), List.of()));
    }

    @Test
    void problemsNameTheirPlace() {
        TreeDefinition tree =
                tree("t").start().echo("e_1", "\u0000").connect("e_1", "x").build();

        List<Problem> errors = TreeValidator.validate(tree).errors();

        assertThat(errors).hasSize(2);
        assertThat(errors.get(0).nodeId()).contains("e_1");
        assertThat(errors.get(0).parameterId()).contains("input");
        assertThat(errors.get(1).connector()).contains(new Connector("e_1", "x", COMPLETE, "", ""));
    }

    @Test
    void sentencesCanBeWrittenAnywhere() {
        TreeDefinition tree =
                tree("t").start().node("n\u0000\ud800_1").named("a\nb").build();

        assertThat(TreeValidator.validate(tree).errors())
                .extracting(Problem::sentence)
                .allSatisfy(sentence -> assertThat(sentence).contains("'n\\u0000\\uD800_1' (a\\u000Ab)"));
    }

    @Test
    void longTreesAreCheckedInTimeInProportionToTheirLength() {
        int size = 50_000;
        List<Connector> connectors = new ArrayList<>();
        TreeDsl drawing = tree("long").start();
        for (int i = 1; i <= size; i++) {
            drawing.node("n_" + i);
            connectors.add(new Connector(i == 1 ? "start" : "n_" + (i - 1), "n_" + i, COMPLETE, "", ""));
        }
        connectors.add(new Connector("n_" + size, "n_1", COMPLETE, "", ""));
        TreeDefinition tree = new TreeDefinition(
                "long",
                "",
                "",
                size,
                "",
                "",
                "",
                Optional.empty(),
                drawing.build().nodes(),
                connectors);

        TreeValidation validation =
                assertTimeoutPreemptively(Duration.ofSeconds(10), () -> TreeValidator.validate(tree));

        assertThat(validation.warnings())
                .extracting(Problem::rule)
                .containsExactly(Rule.BRANCHES_MEET_IN_JOIN, Rule.TREE_HAS_NO_CYCLE);
    }
}

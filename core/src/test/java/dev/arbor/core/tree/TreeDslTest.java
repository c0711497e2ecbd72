package dev.arbor.core.tree;

import static dev.arbor.core.tree.ConnectorType.CREATE;
import static dev.arbor.core.tree.TreeDsl.tree;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TreeDslTest {

    @Test
    void drawsNodesAndConnectors() {
        TreeDefinition tree = tree("demo")
                .start()
                .echo("echo_7", "<%= 1 %>")
                .wait("w", "5", "Second")
                .message(CREATE, "waiting")
                .path("start", "echo_7", "w")
                .connect("w", "echo_7")
                .on(CREATE)
                .when("@x")
                .label("why")
                .build();

        assertThat(tree.lastId()).isEqualTo(7);
        assertThat(tree.nodes()).extracting(Node::id).containsExactly("start", "echo_7", "w");
        assertThat(tree.nodes().get(1).parameters()).containsExactly(Parameter.of("input", "<%= 1 %>"));
        assertThat(tree.nodes().get(2).defers()).isTrue();
        assertThat(tree.nodes().get(2).message(CREATE)).isEqualTo("waiting");
        assertThat(tree.connectors().get(2)).isEqualTo(new Connector("w", "echo_7", CREATE, "why", "@x"));
        assertThat(tree.routine()).isEmpty();
    }

    @Test
    void drawsRoutines() {
        TreeDocument routine = tree("r")
                .routine("routine_r_v1")
                .input("In", "")
                .output("Out")
                .start()
                .document();

        assertThat(routine.type()).isEqualTo(TreeType.GLOBAL_ROUTINE);
        assertThat(routine.definition().routine().orElseThrow().inputs())
                .extracting(Parameter::id)
                .containsExactly("In");
    }
}

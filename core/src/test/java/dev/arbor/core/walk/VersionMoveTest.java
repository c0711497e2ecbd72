package dev.arbor.core.walk;

import static dev.arbor.core.run.TaskStatus.NEW;
import static dev.arbor.core.tree.ConnectorType.CREATE;
import static dev.arbor.core.tree.TreeDsl.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.core.play.PlayEngine;
import dev.arbor.core.play.PlayRun;
import dev.arbor.core.run.ErrorAction;
import dev.arbor.core.tree.TreeDefinition;
import dev.arbor.core.tree.TreeDsl;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A tree is edited while a run of it is at work, and the run goes over to the new version. */
class VersionMoveTest {

    private final PlayEngine engine = new PlayEngine();

    /*
     *        +--> a --+
     * start -+        +--> j(All) --> z
     *        +--> b --+
     */
    private static TreeDefinition join(String... order) {
        TreeDsl tree = tree("t")
                .start()
                .defer("a")
                .defer("b")
                .defer("c")
                .join("j", "All", "")
                .node("z");
        for (String node : order) {
            tree.connect("start", node);
            tree.connect(node, "j");
        }
        return tree.connect("j", "z").build();
    }

    @Test
    void anArrivalStaysThatOfItsConnector() {
        PlayRun run = engine.run(join("a", "b"));
        engine.complete(run.at("a"), Map.of());
        engine.settle();
        engine.move(run, join("b", "a"));
        engine.complete(run.at("b"), Map.of());
        engine.settle();

        assertThat(run.counts()).containsEntry("z", 1L);
    }

    @Test
    void aNewConnectorIsWaitedFor() {
        PlayRun run = engine.run(join("a", "b"));
        engine.complete(run.at("a"), Map.of());
        engine.settle();
        engine.move(run, join("c", "a", "b"));
        engine.complete(run.at("b"), Map.of());
        engine.settle();
        assertThat(run.status("j")).isEqualTo(NEW);

        engine.restart(run, "c", "/");
        engine.complete(run.at("c"), Map.of());
        engine.settle();
        assertThat(run.counts()).containsEntry("z", 1L);
    }

    @Test
    void anArrivalOverAConnectorThatIsGoneIsForgotten() {
        PlayRun run = engine.run(join("a", "b", "c"));
        engine.complete(run.at("a"), Map.of());
        engine.settle();
        engine.move(run, join("b", "c"));
        assertThat(run.at("j").gate().arrived()).isZero();

        engine.complete(run.at("b"), Map.of());
        engine.complete(run.at("c"), Map.of());
        engine.settle();
        assertThat(run.counts()).containsEntry("z", 1L);
    }

    /* start --[fails]--> a, start --[fails]--> b : b's connector is then the first */
    @Test
    void aConnectorIsDecidedWhereverItStands() {
        PlayRun run = engine.run(tree("t")
                .start()
                .node("a")
                .node("b")
                .connect("start", "a")
                .when("fails")
                .connect("start", "b")
                .when("fails")
                .build());
        engine.move(
                run,
                tree("t")
                        .start()
                        .node("a")
                        .node("b")
                        .node("c")
                        .connect("start", "c")
                        .on(CREATE)
                        .connect("start", "b")
                        .when("fails")
                        .connect("start", "a")
                        .when("fails")
                        .build());
        engine.resolve(run.errors().get(0), ErrorAction.CONTINUE_BRANCH);
        assertThat(run.performed()).containsExactly("start", "a");
        assertThat(run.open()).hasSize(1);
        engine.resolve(run.errors().get(1), ErrorAction.CANCEL_BRANCH);

        assertThat(run.performed()).containsExactly("start", "a");
        assertThat(run.open()).isEmpty();
    }

    @Test
    void aConnectorThatIsGoneHoldsNobody() {
        PlayRun run = engine.run(
                tree("t").start().node("a").connect("start", "a").when("fails").build());
        assertThat(run.open()).hasSize(1);
        engine.move(run, tree("t").start().node("a").build());

        assertThat(run.open()).isEmpty();
    }
}

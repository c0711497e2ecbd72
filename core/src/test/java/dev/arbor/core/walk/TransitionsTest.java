package dev.arbor.core.walk;

import static dev.arbor.core.tree.TreeDsl.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.arbor.core.play.PlayEngine;
import dev.arbor.core.play.PlayRun;
import dev.arbor.core.run.TaskStatus;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every change of a task's status that is legal happens somewhere, and no other is let through. */
class TransitionsTest {

    private final PlayEngine engine = new PlayEngine();

    @Test
    void everyLegalChangeHappens() {
        PlayRun run = engine.run(tree("t")
                .start()
                .defer("d")
                .node("o", "outside_v1")
                .node("p", "outside_v1")
                .defers()
                .connect("start", "d")
                .connect("start", "o")
                .connect("start", "p")
                .build());
        engine.complete(run.at("d"), Map.of());
        engine.fail(engine.call("o"));
        engine.settle();
        engine.answer(engine.call("p"), Map.of());
        engine.settle();
        engine.restart(run, "o", "/");
        engine.answer(engine.call("o"), Map.of());
        engine.settle();
        engine.restart(run, "d", "/");

        Set<String> never = new TreeSet<>();
        for (TaskStatus from : TaskStatus.values()) {
            for (TaskStatus to : TaskStatus.values()) {
                if (from.canBecome(to) && !engine.transitions().contains(from + " -> " + to)) {
                    never.add(from + " -> " + to);
                }
            }
        }
        assertThat(never).as("legal changes that never happened").isEmpty();
    }

    @Test
    void noOtherChangeIsLetThrough() {
        PlayRun run = engine.run(tree("t").start().defer("d").path("start", "d").build());

        assertThatThrownBy(() -> engine.change(run.at("start"), TaskStatus.WIP))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("it was CLOSED to WIP");
        assertThatThrownBy(() -> engine.change(run.at("d"), TaskStatus.NEW)).isInstanceOf(IllegalStateException.class);
        for (TaskStatus status : TaskStatus.values()) {
            assertThat(status.canBecome(status)).isFalse();
        }
    }
}

package dev.arbor.core.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.arbor.core.run.LoopIndex;
import dev.arbor.core.run.Scope;
import dev.arbor.core.tree.ConnectorType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PendingWalkTest {

    private static final Scope MAIN = new Scope(7, LoopIndex.ROOT);
    private static final Scope INNER = new Scope(9_000_000_000L, LoopIndex.of("/2#0/8#12"));

    @Test
    void everyKindThatCanBeLeftComesBack() {
        List<Outcome> ahead = List.of(
                new Outcome.Reached(MAIN, "utilities_echo_v1_4", 2),
                new Outcome.Reached(MAIN, "b", -1),
                new Outcome.Resumed(INNER.task("c")),
                new Outcome.Iterated(INNER, "head_8"),
                new Outcome.Fired(MAIN.task("d"), ConnectorType.UPDATE, INNER),
                new Outcome.Fired(INNER.task("d"), ConnectorType.COMPLETE, INNER),
                new Outcome.Restarted(MAIN.task("e")),
                new Outcome.Retried(MAIN.task("f")),
                new Outcome.Skipped(MAIN.task("g")),
                new Outcome.Settled(INNER),
                new Outcome.Settled(MAIN));

        assertThat(PendingWalk.read(PendingWalk.write(ahead))).isEqualTo(ahead);
    }

    @Test
    void nothingIsEmpty() {
        assertThat(PendingWalk.write(List.of())).isEmpty();
        assertThat(PendingWalk.read("")).isEmpty();
        assertThat(PendingWalk.read(null)).isEmpty();
    }

    @Test
    void idsMayHoldAnything() {
        for (String id : List.of("", " ", "a\tb", "a\nb", "\\", "\\t", "\\\\n\n", "é—😀", "@", "S", "a\rb", "\u2028")) {
            List<Outcome> ahead = List.of(
                    new Outcome.Reached(new Scope(1, new LoopIndex("/" + id + "#3")), id, 0),
                    new Outcome.Resumed(MAIN.task(id)));

            assertThat(PendingWalk.read(PendingWalk.write(ahead))).isEqualTo(ahead);
        }
    }

    @Test
    void aRowOfOutcomesInOneScopeNamesTheScopeOnce() {
        List<Outcome> ahead = List.of(
                new Outcome.Reached(INNER, "a", 0), new Outcome.Reached(INNER, "b", 0), new Outcome.Settled(INNER));

        assertThat(PendingWalk.write(ahead)).isEqualTo("@\t9000000000\t/2#0/8#12\nR\ta\t0\nR\tb\t0\nS\n");
    }

    @Test
    void whatPerformingGaveIsNeverLeft() {
        assertThatThrownBy(() -> PendingWalk.write(List.of(new Outcome.Performed(MAIN.task("a"), Map.of(), 0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected an outcome that a walk can leave over, but it was Performed.");
    }

    @Test
    void refusesWhatItDidNotWrite() {
        for (String text : List.of(
                "x",
                "R\ta\t0\n",
                "@\t1\t/\nZ\ta\n",
                "@\t1\t/\nR\ta\n",
                "@\t1\n",
                "@\tx\t/\n",
                "@\t1\t/\nF\ta\tNever\t1\t/\n")) {
            assertThatThrownBy(() -> PendingWalk.read(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }
}

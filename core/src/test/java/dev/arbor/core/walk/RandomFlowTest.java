package dev.arbor.core.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.core.play.PlayEngine;
import dev.arbor.core.play.PlayError;
import dev.arbor.core.play.PlayRun;
import dev.arbor.core.play.PlayTask;
import dev.arbor.core.play.RandomFlow;
import dev.arbor.core.run.ErrorAction;
import dev.arbor.core.run.ErrorType;
import dev.arbor.core.run.LoopIndex;
import dev.arbor.core.run.TaskKey;
import dev.arbor.core.run.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Random trees, run in random order by people who answer, fail, retry and decide at random. */
class RandomFlowTest {

    private static final int TREES = Integer.getInteger("arbor.random.trees", 200);
    private static final int ORDERS = 3;

    @Test
    void everyOrderPerformsExactlyWhatTheTreeSays() {
        long first = Long.getLong("arbor.random.seed", System.nanoTime() % 1_000_000_000);
        System.out.println("RandomFlowTest: -Darbor.random.seed=" + first);
        for (long seed = first; seed < first + TREES; seed++) {
            RandomFlow flow = new RandomFlow(seed);
            Set<String> expected = flow.expected();
            for (int order = 0; order < ORDERS; order++) {
                run(flow, expected, new Random(seed * 31 + order), "-Darbor.random.seed=" + seed + " order " + order);
            }
        }
    }

    private static void run(RandomFlow flow, Set<String> expected, Random random, String seed) {
        PlayEngine engine = new PlayEngine(random);
        flow.teach(engine);
        PlayRun run = engine.begin(flow.tree());
        while (move(engine, run, flow, random)) {
            // until nothing can move any more
        }
        Set<String> closed = run.all().stream()
                .filter(task -> task.status() == TaskStatus.CLOSED && !onlyCarriesDoubts(run, task))
                .map(task -> task.key().nodeId() + task.key().scope().loopIndex())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(closed).as(seed).isEqualTo(expected);
        assertThat(run.open()).as(seed).isEmpty();
        assertThat(run.activeErrors()).as(seed).isEmpty();
        assertThat(run.errors())
                .as(seed)
                .allMatch(error -> error.type() == ErrorType.HANDLER || error.type() == ErrorType.CONNECTOR);
        assertThatGatesOpenedLast(flow, run, seed);
        long retries = run.errors().stream()
                .filter(error -> error.type() == ErrorType.HANDLER)
                .count();
        long performed = run.performed().stream()
                .filter(node -> !node.startsWith("merge_") && !node.startsWith("tail_"))
                .count();
        long nodes = expected.stream()
                .filter(node -> !node.startsWith("merge_") && !node.startsWith("tail_"))
                .count();
        assertThat(performed).as(seed).isEqualTo(nodes + retries);
    }

    /** Nothing that a gate waits for may be closed after it. */
    private static void assertThatGatesOpenedLast(RandomFlow flow, PlayRun run, String seed) {
        List<TaskKey> closings = run.closings();
        for (int i = 0; i < closings.size(); i++) {
            TaskKey gate = closings.get(i);
            assertThat(closings.subList(i + 1, closings.size()))
                    .as(seed + ": closed after " + gate)
                    .noneMatch(later -> flow.holds(gate.nodeId(), later.nodeId())
                            && within(gate.scope().loopIndex(), later.scope().loopIndex()));
        }
    }

    private static boolean within(LoopIndex outer, LoopIndex inner) {
        return inner.outermost(outer.depth()).equals(outer);
    }

    /** A head's task in an iteration stands for nothing that was performed there. */
    private static boolean onlyCarriesDoubts(PlayRun run, PlayTask task) {
        return !run.performed().contains(name(task));
    }

    private static String name(PlayTask task) {
        String index = task.key().scope().loopIndex().isRoot()
                ? ""
                : task.key().scope().loopIndex().text();
        return task.key().nodeId() + index;
    }

    private static boolean move(PlayEngine engine, PlayRun run, RandomFlow flow, Random random) {
        if (random.nextInt(3) > 0 && engine.step()) {
            return true;
        }
        List<PlayEngine.Call> calls = engine.calls();
        if (!calls.isEmpty() && random.nextBoolean()) {
            PlayEngine.Call call = calls.get(random.nextInt(calls.size()));
            if (random.nextInt(4) == 0) {
                engine.fail(call);
            } else {
                engine.answer(call, Map.of());
            }
            return true;
        }
        List<PlayTask> deferred = run.open().stream()
                .filter(task -> task.status() == TaskStatus.WIP && !engine.signalled(task))
                .toList();
        if (!deferred.isEmpty() && random.nextBoolean()) {
            engine.complete(deferred.get(random.nextInt(deferred.size())), Map.of());
            return true;
        }
        List<PlayError> errors = run.activeErrors();
        if (!errors.isEmpty() && random.nextBoolean()) {
            PlayError error = errors.get(random.nextInt(errors.size()));
            engine.decide(error, action(flow, error));
            return true;
        }
        if (engine.step()) {
            return true;
        }
        if (engine.pending() > 0 && random.nextInt(3) == 0) {
            engine.pass(Duration.ofHours(1));
        }
        return engine.pending() > 0 || !engine.calls().isEmpty() || !deferred.isEmpty() || !errors.isEmpty();
    }

    private static ErrorAction action(RandomFlow flow, PlayError error) {
        if (error.type() == ErrorType.CONNECTOR) {
            return flow.decide(error) ? ErrorAction.CONTINUE_BRANCH : ErrorAction.CANCEL_BRANCH;
        }
        return ErrorAction.RETRY_TASK;
    }
}

package dev.arbor.core.handler;

import dev.arbor.core.run.Gate;
import dev.arbor.core.run.TaskView;
import dev.arbor.core.tree.LoopNesting;
import dev.arbor.core.walk.Branches;
import dev.arbor.core.walk.Outcome;
import java.util.Map;
import java.util.Optional;

/**
 * {@code system_loop_tail_v1}: goes on when all, any or some iterations have arrived. An iteration that ended without
 * arriving counts as done, so that a path that matches nothing does not hold the loop for ever.
 */
final class LoopTail implements SystemHandler {

    @Override
    public Outcome perform(Visit visit) {
        LoopNesting loops = visit.situation().tree().loops();
        Optional<TaskView> head = loops.closedBy(visit.node().id())
                .flatMap(loop ->
                        new Branches(visit.situation().run()).find(visit.key().scope(), loop.head()));
        if (head.isEmpty()) {
            return visit.failed("Expected to close a loop, but its head was never reached.");
        }
        Gate gate = head.get().gate();
        Threshold threshold = Threshold.of(visit.parameter("type"), visit.parameter("number"), gate.iterations());
        if (!threshold.valid()) {
            return visit.failed(threshold.message());
        }
        boolean open = gate.allDone() || (!threshold.everyone() && gate.reached() >= threshold.count());
        return open ? visit.done(Map.of()) : new Outcome.Held(visit.key());
    }
}

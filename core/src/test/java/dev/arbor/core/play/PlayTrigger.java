package dev.arbor.core.play;

import dev.arbor.core.walk.Outcome;
import java.time.Instant;
import java.util.List;

/**
 * A trigger that waits to be run.
 *
 * @param id head of the branch that it begins, if it begins one
 * @param run the run it is of
 * @param due not before
 * @param outcome what it brings
 * @param rest what was left of the walk that it goes on with
 * @param message for {@code ${trigger.message}}
 */
record PlayTrigger(long id, PlayRun run, Instant due, Outcome outcome, String rest, String message) {

    List<Outcome> outcomes() {
        List<Outcome> all = dev.arbor.core.walk.PendingWalk.read(rest);
        all.add(0, outcome);
        return all;
    }
}

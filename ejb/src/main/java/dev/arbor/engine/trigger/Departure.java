package dev.arbor.engine.trigger;

import dev.arbor.core.run.TaskKey;
import dev.arbor.core.walk.Outcome;
import dev.arbor.engine.handler.OutsideHandler;
import java.util.List;

/**
 * A walk that has gone outside: the call to make, and what is left of the walk when it is back.
 *
 * @param trigger the trigger that was walked
 * @param key the task whose node calls the outside
 * @param handler who calls
 * @param call with what
 * @param ahead what is left
 * @param pending the same as the trigger's row holds it; tells this departure from others of the trigger
 */
record Departure(
        TriggerRow trigger,
        TaskKey key,
        OutsideHandler handler,
        OutsideHandler.Call call,
        List<Outcome> ahead,
        String pending) {}

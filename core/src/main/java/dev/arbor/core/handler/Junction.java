package dev.arbor.core.handler;

import dev.arbor.core.walk.Outcome;
import java.util.Map;

/** {@code system_junction_v1}: by the time it is performed, all that it waits for is as complete as it can be. */
final class Junction implements SystemHandler {

    @Override
    public Outcome perform(Visit visit) {
        return visit.done(Map.of());
    }
}

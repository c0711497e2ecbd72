package dev.arbor.core.handler;

import dev.arbor.core.walk.Outcome;
import java.util.Map;

/** {@code system_start_v1}: where a run begins. */
final class Start implements SystemHandler {

    @Override
    public Outcome perform(Visit visit) {
        return visit.done(Map.of());
    }
}

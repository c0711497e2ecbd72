package dev.arbor.core.handler;

import dev.arbor.core.walk.Outcome;
import java.util.Map;

/** {@code system_noop_v1}: passes through; authors use it as a comment or to merge exclusive paths. */
final class Noop implements SystemHandler {

    @Override
    public Outcome perform(Visit visit) {
        return visit.done(Map.of());
    }
}

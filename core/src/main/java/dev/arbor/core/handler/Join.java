package dev.arbor.core.handler;

import dev.arbor.core.walk.Outcome;
import java.util.Map;

/** {@code system_join_v1}: goes on when all, any or some of its incoming connectors have arrived (engine spec 3.8). */
final class Join implements SystemHandler {

    @Override
    public Outcome perform(Visit visit) {
        int incoming = visit.situation().tree().incoming(visit.node().id()).size();
        Threshold threshold = Threshold.of(visit.parameter("type"), visit.parameter("number"), incoming);
        if (!threshold.valid()) {
            return visit.failed(threshold.message());
        }
        return visit.task().gate().arrived() >= threshold.count()
                ? visit.done(Map.of())
                : new Outcome.Held(visit.key());
    }
}

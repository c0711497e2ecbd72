package dev.arbor.core.handler;

import dev.arbor.core.walk.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code utilities_defer_v1}: gives its token away, then waits to be completed with it. */
final class Defer implements SystemHandler {

    @Override
    public Outcome perform(Visit visit) {
        Map<String, String> results = new LinkedHashMap<>();
        results.put("deferral_token", visit.task().token());
        results.put("deferred_value", visit.parameter("deferral_value"));
        return new Outcome.Deferred(visit.key(), results, Optional.empty());
    }
}

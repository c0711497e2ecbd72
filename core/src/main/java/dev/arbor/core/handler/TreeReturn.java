package dev.arbor.core.handler;

import dev.arbor.core.walk.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code system_tree_return_v1}: its parameters are the outputs of the run (engine spec 3.11). Any set is accepted; for a
 * web API those that a response needs have defaults.
 */
final class TreeReturn implements SystemHandler {

    private static final Map<String, String> WEB_API_DEFAULTS =
            Map.of("content", "", "content_type", "application/json", "response_code", "200", "headers_json", "{}");

    @Override
    public Outcome perform(Visit visit) {
        Map<String, String> outputs = new LinkedHashMap<>(visit.parameters());
        if (visit.webApi()) {
            WEB_API_DEFAULTS.forEach(outputs::putIfAbsent);
        }
        return new Outcome.Returned(visit.key(), outputs);
    }
}

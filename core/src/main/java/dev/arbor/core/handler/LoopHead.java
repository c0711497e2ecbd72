package dev.arbor.core.handler;

import dev.arbor.core.walk.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code system_loop_head_v1}: finds the items of a loop; each becomes an iteration of its own (engine spec 3.10). */
final class LoopHead implements SystemHandler {

    @Override
    public Outcome perform(Visit visit) {
        String data = visit.parameter("data_source").strip();
        String path = visit.parameter("loop_path").strip();
        try {
            List<String> items = visit.items().read(data, path);
            Map<String, String> results = new LinkedHashMap<>();
            results.put("data", visit.items().write(items));
            results.put("mode", data.startsWith("<") ? "XML" : "JSON");
            results.put("size", Integer.toString(items.size()));
            results.put("variable_name", visit.parameter("var_name").strip());
            return new Outcome.Looped(visit.key(), items.size(), results);
        } catch (Items.UnreadableException e) {
            return visit.failed(e.getMessage());
        }
    }
}

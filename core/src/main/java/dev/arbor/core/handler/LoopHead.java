package dev.arbor.core.handler;

import dev.arbor.core.walk.Outcome;
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
            return new Outcome.Looped(
                    visit.key(),
                    items.size(),
                    Map.of(
                            "data", visit.items().write(items),
                            "mode", data.startsWith("<") ? "XML" : "JSON",
                            "size", Integer.toString(items.size()),
                            "variable_name", visit.parameter("var_name").strip()));
        } catch (Items.UnreadableException e) {
            return visit.failed(e.getMessage());
        }
    }
}

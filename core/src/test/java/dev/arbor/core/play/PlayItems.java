package dev.arbor.core.play;

import dev.arbor.core.handler.Items;
import java.util.List;

/** Items between commas, so that tests stay short; data that begins with {@code !} is unreadable. */
final class PlayItems implements Items {

    @Override
    public List<String> read(String data, String path) throws UnreadableException {
        if (data.startsWith("!")) {
            throw new UnreadableException("Expected items between commas, but it was '" + data + "'.");
        }
        return parse(data);
    }

    @Override
    public String write(List<String> items) {
        return String.join(",", items);
    }

    @Override
    public List<String> parse(String written) {
        return written.isEmpty() ? List.of() : List.of(written.split(","));
    }
}

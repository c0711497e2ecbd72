package dev.arbor.web.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.engine.api.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists of names in bodies: texts, or the objects that the API itself shows, which have the name under a key. */
final class Names {

    private static final int MOST = 10_000;

    private Names() {}

    /** The names under a key of a body; empty when it is not there, or null. */
    static Optional<List<String>> of(Body body, String key, String nameKey) {
        JsonNode value = body.value(key);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isArray() || value.size() > MOST) {
            throw Body.wrong(key, "a list of names, of at most " + MOST, value);
        }
        List<String> names = new ArrayList<>();
        for (JsonNode each : value) {
            JsonNode name = each.isObject() ? each.path(nameKey) : each;
            if (!name.isTextual()) {
                throw Body.wrong(key, "a list of names", value);
            }
            names.add(Body.storable("'" + key + "'", name.textValue()));
        }
        return Optional.of(names);
    }

    /** A name of a path: what no database takes is not there. */
    static String ofPath(String noun, String name) {
        if (name.indexOf('\0') >= 0) {
            throw Refusal.notFound("Unable to retrieve the " + noun + ": no name has a NUL character in it.");
        }
        return name;
    }
}

package dev.arbor.web.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.web.Json;
import java.util.List;
import java.util.Set;

/**
 * What of a document is shown (integrator spec 4.1.4): always its short set, its details when they are asked for, and
 * each of its parts that is asked for by name. Of one within another only what is asked for, if anything is.
 *
 * @param always the short set, in the order in which it is shown
 * @param details what {@code details} adds
 * @param parts what can be asked for by name
 */
record Projection(List<String> always, List<String> details, List<String> parts) {

    static final List<String> STAMPS = List.of("createdAt", "createdBy", "updatedAt", "updatedBy");

    /** A document by itself. */
    ObjectNode show(ObjectNode document, Inclusion include) {
        ObjectNode json = Json.object();
        take(always, document, json);
        return more(document, include, json);
    }

    /** A document within another one. */
    ObjectNode showNested(ObjectNode document, Inclusion include) {
        return include.names().isEmpty() || include.details()
                ? show(document, include)
                : more(document, include, Json.object());
    }

    private ObjectNode more(ObjectNode document, Inclusion include, ObjectNode json) {
        if (include.details()) {
            take(details, document, json);
        }
        for (String name : parts) {
            if (include.any(name) && document.has(name)) {
                json.set(
                        name,
                        include.indexes(name)
                                .map(indexes -> only(document.get(name), indexes))
                                .orElse(document.get(name)));
            }
        }
        return json;
    }

    private static void take(List<String> names, ObjectNode from, ObjectNode into) {
        names.forEach(name -> {
            if (from.has(name)) {
                into.set(name, from.get(name));
            }
        });
    }

    /** Of a map the keys, of a list the items with the names. */
    static JsonNode only(JsonNode whole, Set<String> names) {
        if (whole.isObject()) {
            ObjectNode some = Json.object();
            names.forEach(name -> {
                if (whole.has(name)) {
                    some.set(name, whole.get(name));
                }
            });
            return some;
        }
        ArrayNode some = Json.mapper().createArrayNode();
        whole.forEach(each -> {
            if (names.contains(each.path("name").asText())) {
                some.add(each);
            }
        });
        return some;
    }
}

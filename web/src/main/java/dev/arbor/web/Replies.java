package dev.arbor.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.Page;
import java.util.function.Function;

/** The shapes of answers (engine spec 5, Shapes). A single GET is the bare object and needs none of these. */
public final class Replies {

    private Replies() {}

    /** {@code {"messageType":"success","message":…}}. */
    public static ObjectNode success(String message) {
        return Json.object().put("messageType", "success").put("message", message);
    }

    /** What POST, PUT and DELETE give: the object under its name, its fields beside that, and a success message. */
    public static ObjectNode changed(String name, ObjectNode object, String message) {
        ObjectNode reply = success(message);
        reply.set(name, object);
        object.properties().forEach(field -> {
            if (!reply.has(field.getKey())) {
                reply.set(field.getKey(), field.getValue());
            }
        });
        return reply;
    }

    /** A list: count, limit, offset and the items under their plural name. */
    public static <T> ObjectNode page(String plural, Page<T> page, Function<? super T, ? extends JsonNode> each) {
        ObjectNode reply = Json.object()
                .put("count", page.count())
                .put("limit", page.limit())
                .put("offset", page.offset());
        reply.set(plural, Json.array(page.items(), each));
        return reply;
    }
}

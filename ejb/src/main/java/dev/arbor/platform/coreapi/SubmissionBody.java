package dev.arbor.platform.coreapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.arbor.engine.handler.OutsideHandler.Call;
import dev.arbor.engine.handler.OutsideHandler.HandlerException;
import dev.arbor.platform.document.Documents;
import java.util.Optional;
import java.util.Set;

/**
 * What a node wants a submission to be, as the Core API takes it. What is empty is not sent. Values are in the parameter
 * {@code values}, and in each parameter that the handler does not declare.
 */
final class SubmissionBody {

    private SubmissionBody() {}

    /**
     * Reads it of parameters.
     *
     * @param declared ids of parameters that are no values
     */
    static ObjectNode of(Call call, Set<String> declared) throws HandlerException {
        ObjectNode body = Documents.object();
        ObjectNode values = body.putObject("values");
        values.setAll(object(text(call, "values")));
        call.parameters().forEach((id, value) -> {
            if (!declared.contains(id)) {
                values.set(id, value(value));
            }
        });
        if (values.isEmpty()) {
            body.remove("values");
        }
        ObjectNode page = Documents.object();
        put(page, "name", text(call, "current_page_name"));
        put(page, "navigation", text(call, "current_page_navigation"));
        if (!page.isEmpty()) {
            body.set("currentPage", page);
        }
        for (String relative : new String[] {"origin", "parent"}) {
            String id = text(call, relative + "_id");
            if (!id.isEmpty()) {
                body.putObject(relative).put("id", id);
            }
        }
        put(body, "coreState", text(call, "state"));
        return body;
    }

    private static void put(ObjectNode body, String name, String value) {
        if (!value.isEmpty()) {
            body.put(name, value);
        }
    }

    private static String text(Call call, String name) {
        return call.parameters().getOrDefault(name, "").strip();
    }

    private static ObjectNode object(String text) throws HandlerException {
        if (text.isEmpty()) {
            return Documents.object();
        }
        return Documents.tryRead(text)
                .filter(JsonNode::isObject)
                .map(ObjectNode.class::cast)
                .orElseThrow(() -> new HandlerException(
                        "invalid_parameter",
                        "Expected the parameter 'values' to be a JSON object of values by the names of fields, but it is"
                                + " not.",
                        null));
    }

    /** A list of texts or of files is a list; everything else is text. */
    private static JsonNode value(String text) {
        Optional<JsonNode> list =
                text.strip().startsWith("[") ? Documents.tryRead(text).filter(JsonNode::isArray) : Optional.empty();
        return list.orElseGet(() -> TextNode.valueOf(text));
    }
}

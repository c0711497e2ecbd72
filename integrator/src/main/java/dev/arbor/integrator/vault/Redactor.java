package dev.arbor.integrator.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Takes known secrets out of what is shown. */
public final class Redactor {

    /** Shorter ones would take ordinary words apart and protect nothing. */
    private static final int SHORTEST = 4;

    /** What stands where a secret stood. */
    public static final String SHOWN = "[redacted]";

    private final List<String> secrets;

    /** For some secrets. */
    public Redactor(Collection<String> secrets) {
        // The longest first: one may be part of another.
        this.secrets = secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** A text without them. */
    public String of(String text) {
        String redacted = text;
        for (String secret : secrets) {
            redacted = redacted.replace(secret, SHOWN);
        }
        return redacted;
    }

    /** A document without them. */
    public JsonNode of(JsonNode node) {
        // Hardly ever is there one; then nothing is copied.
        return secrets.isEmpty() || !isIn(node) ? node : without(node);
    }

    private boolean isIn(JsonNode node) {
        if (node.isTextual()) {
            return isIn(node.textValue());
        }
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> each : node.properties()) {
                if (isIn(each.getKey()) || isIn(each.getValue())) {
                    return true;
                }
            }
            return false;
        }
        for (JsonNode each : node) {
            if (isIn(each)) {
                return true;
            }
        }
        return false;
    }

    private boolean isIn(String text) {
        for (String secret : secrets) {
            if (text.contains(secret)) {
                return true;
            }
        }
        return false;
    }

    private JsonNode without(JsonNode node) {
        if (node.isTextual()) {
            return TextNode.valueOf(of(node.textValue()));
        }
        if (node instanceof ArrayNode array) {
            ArrayNode redacted = array.arrayNode();
            array.forEach(each -> redacted.add(without(each)));
            return redacted;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode redacted = object.objectNode();
            object.properties().forEach(each -> redacted.set(of(each.getKey()), without(each.getValue())));
            return redacted;
        }
        return node;
    }
}

package dev.arbor.platform.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** JSON that is stored in rows, and JSON that is given to others. */
public final class Documents {

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    static {
        // What is stored was read within limits, and must be readable whatever it is.
        MAPPER.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNestingDepth(2000)
                        .build());
    }

    private Documents() {}

    /** An empty object. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** An empty list. */
    public static ArrayNode list() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** A stored object. */
    public static ObjectNode read(String text) {
        return (ObjectNode) readAny(text);
    }

    /** A stored document. */
    public static JsonNode readAny(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected a stored document to be JSON, but it is not.", e);
        }
    }

    /** A text that may be a document. */
    public static Optional<JsonNode> tryRead(String text) {
        try {
            return Optional.ofNullable(MAPPER.readTree(text)).filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** What to store. */
    public static String write(JsonNode document) {
        return document.toString();
    }

    /** A moment as the API writes it: UTC, with milliseconds; null stays null. */
    public static String moment(Instant moment) {
        return moment == null ? null : MILLIS.format(moment);
    }

    /** A text that is there and not null; a number or a boolean as its text. */
    public static Optional<String> text(JsonNode document, String name) {
        JsonNode value = document.path(name);
        return value.isValueNode() && !value.isNull() ? Optional.of(value.asText()) : Optional.empty();
    }

    /** The texts of a list. */
    public static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    /** A list of texts. */
    public static ArrayNode list(List<String> texts) {
        ArrayNode list = list();
        texts.forEach(list::add);
        return list;
    }
}

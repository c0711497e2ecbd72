package dev.arbor.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/**
 * JSON as resources build it. What a response carries depends on {@code include}, so responses are built key by key
 * instead of being mapped from classes: a key that was not put is absent, a key that was put with nothing is null.
 */
public final class Json {

    /** Deeper documents are refused: nothing real is deeper, and recursion over them would be a way to stop a server. */
    private static final int MAX_DEPTH = 500;

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)
            .build();

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(Integer.MAX_VALUE)
                        .build());
    }

    private Json() {}

    /** The one mapper of this module. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /**
     * What is wrong with a document, without the parser's words for where it comes from, which name our classes, and
     * without the word that it stumbled on, which may be a password that lacks its quotation marks.
     */
    public static String complaint(JsonProcessingException e) {
        return e.getOriginalMessage()
                .replaceFirst("^Unrecognized token '[^']*'", "Unrecognized token")
                .replaceAll("\\s*\\(start marker at \\[Source:[^\\]]*]\\)", "")
                .replaceAll("\\s*at \\[Source:[^\\]]*]", "");
    }

    /** An empty object to fill. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** An array of what each item becomes. */
    public static <T> ArrayNode array(Collection<T> items, Function<? super T, ? extends JsonNode> each) {
        ArrayNode array = MAPPER.createArrayNode();
        items.forEach(item -> array.add(each.apply(item)));
        return array;
    }

    /** An array of texts. */
    public static ArrayNode texts(Collection<String> items) {
        ArrayNode array = MAPPER.createArrayNode();
        items.forEach(array::add);
        return array;
    }

    /** Any value of the JDK: maps, lists, texts, numbers, booleans. */
    public static JsonNode value(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** The text or null. */
    public static void putOrNull(ObjectNode object, String key, Optional<String> value) {
        object.put(key, value.orElse(null));
    }

    /** A moment as the API writes it: UTC, with milliseconds. */
    public static String moment(Instant moment) {
        return MILLIS.format(moment);
    }

    /** A moment or null. */
    public static String moment(Optional<Instant> moment) {
        return moment.map(Json::moment).orElse(null);
    }
}

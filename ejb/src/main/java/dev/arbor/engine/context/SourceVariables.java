package dev.arbor.engine.context;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.run.RunMemory;
import dev.arbor.engine.source.SourceAdapter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The variables that a source gives to its trees, made from the payload that started the run (engine spec 6.3). The
 * platform's payload has one object for each; names in camel case become words in title case, and maps whose keys people
 * chose (values, attributes, parameters of a request) keep them.
 */
public final class SourceVariables {

    /** The engine's own source; its run-error tree sees {@code @error}. */
    public static final String TASK = "Kinetic Task";

    /** Characters of what a source calls the thing that started a run. */
    private static final int LONGEST_ID = 255;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SourceVariables NONE = new SourceVariables(Map.of());

    private final Map<String, Object> values;

    private SourceVariables(Map<String, Object> values) {
        this.values = values;
    }

    /** The variables of a run, as the adapter of its source makes them. */
    public static SourceVariables of(SourceAdapter adapter, RunMemory memory) {
        return switch (adapter) {
            case REQUEST_CE -> parse(memory.sourceData(), true);
            case TASK, DISCUSSIONS -> parse(memory.sourceData(), false);
            case ADHOC -> NONE;
        };
    }

    /** A variable by its name, or null. */
    Object variable(String name) {
        return values.get(name);
    }

    /**
     * What the payload of a run is to its source.
     *
     * @param fault why the source's adapter cannot read it; absent when it can
     * @param sourceId what the source calls the thing that started the run: for the platform, the submission's id, or a
     *     name
     */
    public record Judgement(Optional<String> fault, Optional<String> sourceId) {

        private static final Judgement NOTHING = new Judgement(Optional.empty(), Optional.empty());

        private static Judgement faulty(String fault) {
            return new Judgement(Optional.of(fault), Optional.empty());
        }
    }

    /** Judges a payload, which is parsed once for it. */
    public static Judgement judge(SourceAdapter adapter, String data) {
        if (adapter != SourceAdapter.REQUEST_CE || data.isBlank()) {
            return Judgement.NOTHING;
        }
        try {
            JsonNode payload = JSON.readTree(data);
            if (!payload.isObject()) {
                return Judgement.faulty("Expected the payload to be a JSON object, but it is a JSON "
                        + payload.getNodeType().name().toLowerCase(Locale.ROOT) + ".");
            }
            JsonNode submission = payload.path("submission").path("id");
            Optional<String> id = submission.isTextual() ? Optional.of(submission.textValue()) : named(payload);
            return id.filter(text -> text.length() > LONGEST_ID || text.indexOf('\0') >= 0)
                    .map(text -> Judgement.faulty("Expected what started the run to have an id of at most " + LONGEST_ID
                            + " characters, none of them NUL, but it has one of " + text.length() + "."))
                    .orElseGet(() -> new Judgement(Optional.empty(), id));
        } catch (JsonProcessingException e) {
            return Judgement.faulty(
                    "Expected the payload to be a JSON object, but it does not parse: " + e.getOriginalMessage());
        }
    }

    /** Events of forms, teams and users happen to something that has a name of its own (integrator spec 5.3). */
    private static Optional<String> named(JsonNode payload) {
        String type = payload.path("event").path("type").asText("");
        JsonNode subject = payload.path(type.toLowerCase(Locale.ROOT));
        JsonNode name = subject.path(type.equals("User") ? "username" : "slug");
        return name.isTextual() && !type.equals("Space") ? Optional.of(name.textValue()) : Optional.empty();
    }

    private static SourceVariables parse(String data, boolean titles) {
        if (data.isBlank()) {
            return NONE;
        }
        try {
            JsonNode payload = JSON.readTree(data);
            if (!(payload instanceof ObjectNode object)) {
                return NONE;
            }
            Map<String, Object> values = new LinkedHashMap<>();
            object.properties().forEach(entry -> {
                String name = snake(entry.getKey());
                boolean keyed = !titles || chosenByPeople(name);
                values.put(name, value(entry.getValue(), keyed));
                if (name.equals("submission") && entry.getValue() instanceof ObjectNode submission) {
                    addAliases(submission, object.path("values"), values);
                }
                if (titles && entry.getValue() instanceof ObjectNode inner) {
                    attributes(name, inner, values);
                }
            });
            return new SourceVariables(values);
        } catch (JsonProcessingException e) {
            return NONE; // The run has a source error already.
        }
    }

    /** Authors also write {@code @submission['id']} and {@code @submission['values']['Summary']} (integrator spec 9). */
    private static void addAliases(ObjectNode submission, JsonNode fields, Map<String, Object> values) {
        @SuppressWarnings("unchecked")
        Map<String, Object> titled = (Map<String, Object>) values.get("submission");
        submission.properties().forEach(entry -> titled.putIfAbsent(entry.getKey(), value(entry.getValue(), true)));
        JsonNode told = submission.has("values") ? submission.get("values") : fields;
        if (!told.isMissingNode()) {
            titled.put("values", value(told, true));
        }
    }

    private static boolean chosenByPeople(String name) {
        return name.startsWith("values")
                || name.contains("attributes")
                || name.startsWith("request")
                || name.equals("requested_by");
    }

    /** Attributes travel inside the object that has them: {@code form.attributes} is {@code @form_attributes}. */
    private static void attributes(String name, ObjectNode object, Map<String, Object> values) {
        boolean previous = name.endsWith("_previous");
        String base = previous ? name.substring(0, name.length() - "_previous".length()) : name;
        String end = previous ? "_previous" : "";
        if (object.has("attributes")) {
            values.put(base + "_attributes" + end, attributeMap(object.get("attributes")));
        }
        if (object.has("profileAttributes")) {
            values.put(base + "_profile_attributes" + end, attributeMap(object.get("profileAttributes")));
        }
    }

    /** As a list of name and values or as a map; one value is given as text, several as a list. */
    private static Map<String, Object> attributeMap(JsonNode attributes) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (attributes.isArray()) {
            attributes.forEach(entry -> values.put(entry.path("name").asText(), single(entry.path("values"))));
        } else {
            attributes.properties().forEach(entry -> values.put(entry.getKey(), single(entry.getValue())));
        }
        return values;
    }

    private static Object single(JsonNode values) {
        return values.isArray() && values.size() == 1 ? value(values.get(0), true) : value(values, true);
    }

    private static Object value(JsonNode node, boolean keyed) {
        if (node.isObject()) {
            Map<String, Object> map = new LinkedHashMap<>();
            node.properties().forEach(entry -> put(map, entry.getKey(), entry.getValue(), keyed));
            return map;
        }
        if (node.isArray()) {
            List<Object> list = new ArrayList<>();
            node.forEach(item -> list.add(value(item, keyed)));
            return list;
        }
        if (node.isNull() || node.isMissingNode()) {
            return null;
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        return node.isNumber() ? (Object) node.doubleValue() : node.textValue();
    }

    private static void put(Map<String, Object> map, String key, JsonNode node, boolean keyed) {
        map.put(keyed ? key : title(key), value(node, keyed));
        if (!keyed && node.isObject() && node.has("id")) {
            map.put(title(key) + " Id", value(node.get("id"), true));
        }
    }

    /** {@code coreState} becomes {@code Core State}. */
    private static String title(String camel) {
        String spaced = camel.replaceAll("([a-z0-9])([A-Z])", "$1 $2");
        return spaced.isEmpty() ? spaced : Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
    }

    /** {@code valuesPrevious} becomes {@code values_previous}. */
    private static String snake(String camel) {
        return camel.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}

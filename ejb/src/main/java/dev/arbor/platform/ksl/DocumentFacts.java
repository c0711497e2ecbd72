package dev.arbor.platform.ksl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;

/** The properties of a document that is read once. Not for several threads at once. */
final class DocumentFacts implements Facts {

    private static final String ATTRIBUTE = "attribute:";
    private static final String PROFILE_ATTRIBUTE = "profileAttribute:";

    private final Supplier<ObjectNode> source;
    private ObjectNode document;

    DocumentFacts(Supplier<ObjectNode> source) {
        this.source = source;
    }

    @Override
    public JsonNode get(String property) {
        if (property.startsWith(ATTRIBUTE)) {
            return attribute("attributes", property.substring(ATTRIBUTE.length()));
        }
        if (property.startsWith(PROFILE_ATTRIBUTE)) {
            return attribute("profileAttributes", property.substring(PROFILE_ATTRIBUTE.length()));
        }
        return all().path(property);
    }

    @Override
    public ObjectNode all() {
        if (document == null) {
            document = source.get();
        }
        return document;
    }

    /** A property of exactly this name; everything for null. */
    JsonNode plain(String name) {
        return name == null ? all() : all().path(name);
    }

    private JsonNode attribute(String collection, String name) {
        JsonNode map = all().path(collection + "Map");
        if (map.isObject()) {
            return filled(map.path(name));
        }
        JsonNode attributes = all().path(collection);
        if (attributes.isObject()) {
            return filled(attributes.path(name));
        }
        for (JsonNode attribute : attributes) {
            if (attribute.path("name").asText().equals(name)) {
                return filled(attribute.path("values"));
            }
        }
        return MissingNode.getInstance();
    }

    private static JsonNode filled(JsonNode values) {
        return values.isEmpty() ? MissingNode.getInstance() : values;
    }
}

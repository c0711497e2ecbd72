package dev.arbor.platform.ksl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** What is known of one thing, by property. Looked up only when a rule asks, and once for each context. */
@FunctionalInterface
public interface Facts {

    /** A property; a missing node if the thing has none of this name. */
    JsonNode get(String property);

    /** Everything that is known; what cannot be listed is not in it. */
    default ObjectNode all() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The properties of a document. */
    static Facts of(ObjectNode document) {
        return of(() -> document);
    }

    /**
     * The properties of a document that is read when the first one is asked for. {@code attribute:Name} is the list of
     * values of an attribute, from its {@code attributes} (a list of names and values) or {@code attributesMap};
     * {@code profileAttribute:Name} likewise. An attribute without a value is missing.
     */
    static Facts of(Supplier<ObjectNode> document) {
        return new DocumentFacts(document);
    }

    /** Properties of which each is looked up by itself, when it is asked for. */
    static Facts lazy(Map<String, Supplier<JsonNode>> properties) {
        Map<String, JsonNode> known = new HashMap<>();
        return property -> {
            if (!known.containsKey(property)) {
                Supplier<JsonNode> supplier = properties.getOrDefault(property, MissingNode::getInstance);
                known.put(property, supplier.get());
            }
            return known.get(property);
        };
    }

    /** These, and what these do not know from others. */
    default Facts or(Facts others) {
        Facts first = this;
        return new Facts() {
            @Override
            public JsonNode get(String property) {
                JsonNode value = first.get(property);
                return value.isMissingNode() ? others.get(property) : value;
            }

            @Override
            public ObjectNode all() {
                ObjectNode all = others.all().deepCopy();
                all.setAll(first.all());
                return all;
            }
        };
    }

    /** Values by their names, as the values of a submission are: every name is one, whatever it looks like. */
    static Facts values(Supplier<ObjectNode> values) {
        Function<String, JsonNode> get = new DocumentFacts(values)::plain;
        return new Facts() {
            @Override
            public JsonNode get(String property) {
                return get.apply(property);
            }

            @Override
            public ObjectNode all() {
                return (ObjectNode) get.apply(null);
            }
        };
    }

    /** A list of texts. */
    static ArrayNode texts(Iterable<String> texts) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        texts.forEach(list::add);
        return list;
    }
}

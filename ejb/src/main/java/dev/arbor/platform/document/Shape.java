package dev.arbor.platform.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.PlatformRefusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which properties the documents of a noun have, and of which kinds (integrator spec 4.1.1: unknown ones are ignored). */
public final class Shape {

    private enum Kind {
        TEXT("a string"),
        FLAG("a boolean"),
        NUMBER("a number"),
        LIST("a list"),
        OBJECT("an object");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        boolean fits(JsonNode value) {
            return value.isNull()
                    || switch (this) {
                        case TEXT -> value.isTextual();
                        case FLAG -> value.isBoolean();
                        case NUMBER -> value.isNumber();
                        case LIST -> value.isArray();
                        case OBJECT -> value.isObject();
                    };
        }
    }

    private final String noun;
    private final Map<String, Kind> kinds = new LinkedHashMap<>();

    private Shape(String noun) {
        this.noun = noun;
    }

    /** No properties yet. */
    public static Shape of(String noun) {
        return new Shape(noun);
    }

    public Shape texts(String... names) {
        return with(Kind.TEXT, names);
    }

    public Shape flags(String... names) {
        return with(Kind.FLAG, names);
    }

    public Shape numbers(String... names) {
        return with(Kind.NUMBER, names);
    }

    public Shape lists(String... names) {
        return with(Kind.LIST, names);
    }

    public Shape objects(String... names) {
        return with(Kind.OBJECT, names);
    }

    private Shape with(Kind kind, String... names) {
        for (String name : names) {
            kinds.put(name, kind);
        }
        return this;
    }

    /**
     * Refuses a document that has a property of another kind than it should be.
     *
     * @throws PlatformRefusal naming each
     */
    public void check(ObjectNode document) {
        List<String> findings = new ArrayList<>();
        kinds.forEach((name, kind) -> {
            JsonNode value = document.path(name);
            if (!value.isMissingNode() && !kind.fits(value)) {
                findings.add(sentence(name) + " must be " + kind.label);
            }
        });
        if (!findings.isEmpty()) {
            throw PlatformRefusal.invalid(noun, findings);
        }
    }

    /** Takes over the properties of a checked document that belong here. */
    public void merge(ObjectNode into, ObjectNode from) {
        kinds.keySet().forEach(name -> {
            if (from.has(name)) {
                into.set(name, from.get(name));
            }
        });
    }

    /** A document with every property: empty lists, and null for what is nothing else. */
    public ObjectNode empty() {
        ObjectNode document = Documents.object();
        kinds.forEach((name, kind) -> {
            if (kind == Kind.LIST) {
                document.putArray(name);
            } else {
                document.putNull(name);
            }
        });
        return document;
    }

    /** {@code defaultLocale} as a message says it: {@code Default locale}. */
    private static String sentence(String name) {
        String words = name.replaceAll("([A-Z])", " $1").toLowerCase(java.util.Locale.ROOT);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}

package dev.arbor.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * What two descriptions say otherwise: operations, parameters of queries and headers, and the fields of answers, two
 * documents deep. A line such as {@code task GET /runs + parameter timeout} tells of something that ours alone has, one
 * with a minus of something that the published one alone has.
 */
final class Comparison {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final int DEPTH = 2;

    private final String name;
    private final String root;
    private final JsonNode published;
    private final JsonNode own;
    private final Set<String> differences = new TreeSet<>();

    /** An operation, and the path that it is at. */
    private record Operation(String words, JsonNode path, JsonNode json) {}

    private Comparison(String name, String root, JsonNode published, JsonNode own) {
        this.name = name;
        this.root = root;
        this.published = published;
        this.own = own;
    }

    /**
     * Compares.
     *
     * @param name what each line begins with
     * @param root where the published API is in ours
     */
    static Set<String> of(String name, String root, JsonNode published, JsonNode own) {
        Comparison comparison = new Comparison(name, root, published, own);
        comparison.compare();
        return comparison.differences;
    }

    private void compare() {
        Map<String, Operation> theirs = operations(published, "");
        Map<String, Operation> ours = operations(own, root);
        theirs.forEach((key, operation) -> {
            if (ours.containsKey(key)) {
                compare(operation, ours.get(key));
            } else {
                differences.add(name + " " + operation.words() + " - operation");
            }
        });
        ours.forEach((key, operation) -> {
            if (!theirs.containsKey(key)) {
                differences.add(name + " " + operation.words() + " + operation");
            }
        });
    }

    /** By their method and path, whatever the places in it are called. */
    private static Map<String, Operation> operations(JsonNode document, String root) {
        Map<String, Operation> operations = new TreeMap<>();
        document.get("paths").properties().forEach(path -> {
            if (!path.getKey().startsWith(root)) {
                return;
            }
            String below = path.getKey().substring(root.length());
            path.getValue().properties().forEach(method -> {
                if (METHODS.contains(method.getKey())) {
                    String words = method.getKey().toUpperCase(Locale.ROOT) + " " + below;
                    operations.put(
                            words.replaceAll("\\{[^}]*}", "{}"),
                            new Operation(words, path.getValue(), method.getValue()));
                }
            });
        });
        return operations;
    }

    private void compare(Operation theirs, Operation ours) {
        String words = name + " " + theirs.words();
        tell(words, "parameter", parameters(published, theirs), parameters(own, ours));
        JsonNode schema = answer(published, theirs);
        if (schema.isMissingNode()) {
            return;
        }
        JsonNode other = answer(own, ours);
        Map<String, JsonNode> fields = fields(published, schema);
        if (fields.size() == 1) {
            Map.Entry<String, JsonNode> only = fields.entrySet().iterator().next();
            boolean isList = resolved(published, only.getValue()).has("items");
            if (!isList && !fields(own, other).containsKey(only.getKey())) {
                differences.add(words + " - envelope " + only.getKey());
                schema = only.getValue();
            }
        }
        tell(words, "field", deep(published, schema), deep(own, other));
    }

    private void tell(String words, String what, Set<String> theirs, Set<String> ours) {
        theirs.stream()
                .filter(each -> !ours.contains(each))
                .forEach(each -> differences.add(words + " - " + what + " " + each));
        ours.stream()
                .filter(each -> !theirs.contains(each))
                .forEach(each -> differences.add(words + " + " + what + " " + each));
    }

    private static Set<String> parameters(JsonNode document, Operation operation) {
        Set<String> names = new TreeSet<>();
        BiConsumer<JsonNode, Set<String>> add = (list, into) -> list.forEach(each -> {
            JsonNode parameter = resolved(document, each);
            if (!parameter.path("in").asText().equals("path")) {
                into.add(parameter.path("name").asText());
            }
        });
        add.accept(operation.path().path("parameters"), names);
        add.accept(operation.json().path("parameters"), names);
        return names;
    }

    private static JsonNode answer(JsonNode document, Operation operation) {
        return resolved(document, operation.json().path("responses").path("200"))
                .path("content")
                .path("application/json")
                .path("schema");
    }

    private static Set<String> deep(JsonNode document, JsonNode schema) {
        Set<String> names = new TreeSet<>();
        deep(document, schema, "", DEPTH, names);
        return names;
    }

    private static void deep(JsonNode document, JsonNode schema, String prefix, int depth, Set<String> names) {
        JsonNode whole = resolved(document, schema);
        boolean isList = whole.has("items");
        String inside = prefix + (isList ? "[]" : "");
        fields(document, isList ? whole.get("items") : whole).forEach((field, json) -> {
            String named = inside.isEmpty() ? field : inside + "." + field;
            names.add(named);
            if (depth > 1) {
                deep(document, json, named, depth - 1, names);
            }
        });
    }

    /** Of an object; where it may be one of several, of all of them. */
    private static Map<String, JsonNode> fields(JsonNode document, JsonNode schema) {
        JsonNode whole = resolved(document, schema);
        Map<String, JsonNode> fields = new TreeMap<>();
        whole.path("properties").properties().forEach(each -> fields.put(each.getKey(), each.getValue()));
        for (String part : new String[] {"allOf", "oneOf", "anyOf"}) {
            whole.path(part).forEach(each -> fields.putAll(fields(document, each)));
        }
        return fields;
    }

    private static JsonNode resolved(JsonNode document, JsonNode node) {
        JsonNode at = node;
        while (at.has("$ref")) {
            at = document.at(at.get("$ref").asText().substring(1));
        }
        return at;
    }
}

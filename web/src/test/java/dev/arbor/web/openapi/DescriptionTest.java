package dev.arbor.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.web.core.LaterOperations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is served at {@code /openapi}, made without a server; it is left in {@code target/openapi.json}. */
class DescriptionTest {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final String ADVICE = "; write of it in src/main/resources/dev/arbor/web/openapi of the module web"
            + " (README.md there says how), in the chapter of its noun or in a new one that book.yaml lists";

    /** Those of a resource that takes several words in one place; it refuses this method for these words. */
    private static final Set<String> REFUSED = Set.of(
            "GET /app/api/v1/kapps/{kapp}/forms/{form}/backgroundJobs",
            "PATCH /app/api/v1/kapps/{kapp}/forms/{form}/backgroundJobs",
            "GET /app/api/v1/kapps/{kapp}/forms/{form}/submissions-multipart",
            "PATCH /app/api/v1/kapps/{kapp}/forms/{form}/submissions-multipart",
            "PATCH /app/api/v1/kapps/{kapp}/forms/{form}/submissions-search");

    private static JsonNode document;

    @BeforeAll
    static void scan() throws IOException {
        document = Scan.with(new Description());
        Files.writeString(Path.of("target/openapi.json"), document.toPrettyString());
    }

    @Test
    void eachMethodOfAResourceIsDescribed() {
        Set<String> missing = ResourceMethods.all();
        assertThat(missing).as("the resources are found").hasSizeGreaterThan(200);
        missing.removeAll(REFUSED);
        missing.removeIf(DescriptionTest::isLater);
        each((operation, json) -> {
            if (!json.path("summary").asText().isBlank()) {
                missing.remove(operation);
            }
        });
        assertThat(missing)
                .as("resource methods without a description" + ADVICE)
                .isEmpty();
    }

    @Test
    void eachDescriptionHasAResource() {
        Set<String> idle = new TreeSet<>();
        new Chapters().operations().forEach((operation, entry) -> {
            if (!entry.text().path("coming").asBoolean()) {
                idle.add(operation);
            }
        });
        idle.removeAll(operations());
        idle.removeIf(DescriptionTest::isLater);
        assertThat(idle)
                .as("described, and no resource has such a method; take it out of its chapter")
                .isEmpty();
    }

    @Test
    void eachOperationIsComplete() {
        Set<String> lacking = new TreeSet<>();
        each((operation, json) -> {
            lack(lacking, operation, "a summary", json.path("summary").asText().isBlank());
            lack(lacking, operation, "a tag", json.path("tags").isEmpty());
            lack(lacking, operation, "an id", json.path("operationId").asText().isBlank());
            json.path("parameters").forEach(parameter -> {
                String name = "of the parameter " + parameter.path("name").asText();
                lack(
                        lacking,
                        operation,
                        "a description " + name,
                        !parameter.has("description") && !parameter.has("$ref"));
            });
            lack(lacking, operation, "a refusal", json.path("responses").size() < 2 && !isOpen(json));
            json.path("requestBody")
                    .path("content")
                    .properties()
                    .forEach(content ->
                            content(lacking, operation, "of its body", content.getKey(), content.getValue()));
            json.path("responses").properties().forEach(response -> response.getValue()
                    .path("content")
                    .properties()
                    .forEach(content -> content(
                            lacking, operation, "of " + response.getKey(), content.getKey(), content.getValue())));
        });
        assertThat(lacking).as("operations that lack something" + ADVICE).isEmpty();
    }

    private static void content(Set<String> lacking, String operation, String what, String type, JsonNode content) {
        lack(lacking, operation, "a schema " + what, !content.has("schema"));
    }

    private static boolean isOpen(JsonNode json) {
        return json.has("security") && json.get("security").isEmpty();
    }

    private static void lack(Set<String> lacking, String operation, String what, boolean isLacking) {
        if (isLacking) {
            lacking.add(operation + " lacks " + what);
        }
    }

    @Test
    void idsAreUnique() {
        Set<String> ids = new TreeSet<>();
        each((operation, json) -> assertThat(ids.add(json.path("operationId").asText()))
                .as(operation)
                .isTrue());
    }

    @Test
    void eachReferenceLeadsSomewhere() {
        Set<String> lost = new TreeSet<>();
        document.findValuesAsText("$ref").forEach(reference -> {
            if (document.at(reference.substring(1)).isMissingNode()) {
                lost.add(reference);
            }
        });
        assertThat(lost).isEmpty();
    }

    private static boolean isLater(String operation) {
        String[] words = operation.split(" ");
        return LaterOperations.has(words[0], words[1]);
    }

    private static Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        each((operation, json) -> operations.add(operation));
        return operations;
    }

    private static void each(BiConsumer<String, JsonNode> look) {
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (METHODS.contains(method.getKey())) {
                        look.accept(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), method.getValue());
                    }
                }));
    }
}

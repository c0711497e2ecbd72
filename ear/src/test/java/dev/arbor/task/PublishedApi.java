package dev.arbor.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.oas.OpenApi30;
import dev.arbor.server.Checkout;
import dev.arbor.server.TaskApi.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;

/**
 * The published description of the Task API, which lies beside the project on some machines and is no part of it. It
 * remembers which operations were checked.
 */
final class PublishedApi {

    private static final Path FILE = Checkout.root()
            .resolveSibling("shared")
            .resolve("spec/oas/task.json")
            .normalize();
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete");

    private final JsonNode document;
    private final JsonSchemaFactory schemas;
    private final Set<String> checked = new TreeSet<>();
    private final Set<String> departures = new TreeSet<>();

    private PublishedApi(JsonNode document) {
        this.document = document;
        this.schemas =
                JsonSchemaFactory.getInstance(VersionFlag.V4, builder -> builder.metaSchema(OpenApi30.getInstance())
                        .defaultMetaSchemaIri(OpenApi30.getInstance().getIri()));
    }

    /** The description; where there is none, the test is skipped and says so. */
    static PublishedApi read() {
        if (!Files.isRegularFile(FILE)) {
            String skipped = "SKIPPED: answers are not checked, for there is no published description at " + FILE;
            System.err.println(skipped);
            Assumptions.abort(skipped);
        }
        try {
            return new PublishedApi(new ObjectMapper().readTree(FILE.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every operation there is, such as {@code GET /runs/{id}}. */
    Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (METHODS.contains(operation.getKey())) {
                        operations.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));
        return operations;
    }

    /** Those whose answer was checked. */
    Set<String> checked() {
        return checked;
    }

    /** Where answers differ from the description on purpose, as far as they were met. */
    Set<String> departures() {
        return departures;
    }

    /** Checks that the answer succeeded and is as the description says, but for the departures that are listed. */
    JsonNode check(String operation, Answer answer) {
        JsonNode json = answer.ok();
        String pointer = pointer(operation);
        JsonNode properties = document.at(pointer).path("properties");
        // A single GET gives the bare object, whatever is described: every client reads it so.
        if (properties.size() == 1 && properties.elements().next().has("$ref") && isBare(operation)) {
            String name = properties.fieldNames().next();
            departures.add(operation + ": bare " + name);
            pointer = properties.get(name).get("$ref").asText().substring(1);
        } else if (properties.size() == 1) {
            assertThat(json.has(properties.fieldNames().next()))
                    .as(operation + " has its wrapper: " + json)
                    .isTrue();
        }
        validate(operation, pointer, json);
        checked.add(operation);
        return json;
    }

    /** Checks the body of a refusal. */
    void checkRefusal(Answer answer) {
        validate(answer.request(), "/components/schemas/ErrorResponse", answer.json());
    }

    /** That an object has each property that its description names. */
    void checkComplete(String schema, JsonNode json, String... exceptForThose) {
        Set<String> missing = new TreeSet<>();
        document.at("/components/schemas/" + schema + "/properties")
                .fieldNames()
                .forEachRemaining(missing::add);
        json.fieldNames().forEachRemaining(missing::remove);
        missing.removeAll(Set.of(exceptForThose));
        assertThat(missing).as("missing in " + json).isEmpty();
    }

    private void validate(String operation, String pointer, JsonNode json) {
        var config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        var schema = schemas.getSchema(SchemaLocation.of(FILE.toUri() + "#" + pointer), config);
        Set<String> wrong = new TreeSet<>();
        for (ValidationMessage message : schema.validate(json)) {
            String where = message.getInstanceLocation().toString().replaceAll("/\\d+", "");
            var departure = Departure.of(message);
            if (departure.isPresent()) {
                departures.add(
                        where.replaceAll(".*/", "") + ": " + departure.get().reason());
            } else {
                wrong.add(where + " " + message.getMessage());
            }
        }
        assertThat(wrong).as(operation + " gave " + json).isEmpty();
    }

    private String pointer(String operation) {
        String[] words = operation.split(" ");
        JsonNode response = document.path("paths")
                .path(words[1])
                .path(words[0].toLowerCase(Locale.ROOT))
                .path("responses")
                .path("200");
        assertThat(response.has("$ref")).as(operation + " is described").isTrue();
        return response.get("$ref").asText().substring(1) + "/content/application~1json/schema";
    }

    /** A failure's sentence is under {@code error} too, so a deleted error cannot be. */
    private static boolean isBare(String operation) {
        return (operation.startsWith("GET ") && !operation.equals("GET /version"))
                || operation.equals("DELETE /errors/{id}")
                || operation.equals("DELETE /systemErrors/{id}");
    }
}

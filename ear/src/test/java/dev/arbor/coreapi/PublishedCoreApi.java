package dev.arbor.coreapi;

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
import dev.arbor.server.OwnDescription;
import dev.arbor.server.TaskApi.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;

/** The published description of the Core API, which lies beside the project on some machines and is no part of it. */
final class PublishedCoreApi {

    private static final Path FILE = Checkout.root()
            .resolveSibling("shared")
            .resolve("spec/oas/core.json")
            .normalize();
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /** Where answers are otherwise than described, because every client reads them so (integrator spec 4.1.1 and 4.5). */
    private static final Map<String, String> DEPARTURES = Map.of(
            "categories", "objects with name and slug",
            "buildDate", "with spaces, as clients compare it",
            "category", "an object with name and slug",
            "form", "an object with name and slug",
            "origin", "the submission itself",
            "parent", "the submission itself",
            "formTypes", "in the envelope of lists",
            "user", "the name alone, where a user is deleted");

    private final JsonNode document;
    private final JsonSchemaFactory schemas =
            JsonSchemaFactory.getInstance(VersionFlag.V4, builder -> builder.metaSchema(OpenApi30.getInstance())
                    .defaultMetaSchemaIri(OpenApi30.getInstance().getIri()));
    private final Set<String> checked = new TreeSet<>();

    private PublishedCoreApi(JsonNode document) {
        this.document = document;
    }

    /** The description; where there is none, the test is skipped and says so. */
    static PublishedCoreApi read() {
        if (!Files.isRegularFile(FILE)) {
            String skipped = "SKIPPED: answers are not checked, for there is no published description at " + FILE;
            System.err.println(skipped);
            Assumptions.abort(skipped);
        }
        try {
            return new PublishedCoreApi(new ObjectMapper().readTree(FILE.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every operation there is, such as {@code GET /kapps/{kappSlug}}. */
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

    /** Checks that the answer succeeded, has its envelope and is as described. */
    JsonNode check(String operation, Answer answer) {
        JsonNode json = answer.ok();
        String pointer = pointer(operation);
        JsonNode schema = document.at(pointer);
        if (!schema.isMissingNode()) {
            JsonNode properties = schema.path("properties");
            // Described under the names of categories, by mistake: what is in them are categorizations.
            boolean misnamed = operation.endsWith("/categorizations");
            if (!misnamed && (properties.size() == 1 || properties.has("nextPageToken"))) {
                assertThat(json.has(properties.fieldNames().next()))
                        .as(operation + " has its envelope: " + json)
                        .isTrue();
            }
            validate(operation, pointer, json);
        }
        OwnDescription.get().check(answer);
        assertThat(operations()).contains(operation);
        checked.add(operation);
        return json;
    }

    private void validate(String operation, String pointer, JsonNode json) {
        var config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        var schema = schemas.getSchema(SchemaLocation.of(FILE.toUri() + "#" + pointer), config);
        Set<String> wrong = new TreeSet<>();
        for (ValidationMessage message : schema.validate(json)) {
            if (!departs(message, json)) {
                wrong.add(message.getInstanceLocation() + " " + message.getMessage());
            }
        }
        assertThat(wrong).as(operation + " gave " + json).isEmpty();
    }

    /** What has no value is null, and some things are as clients read them. */
    private static boolean departs(ValidationMessage message, JsonNode json) {
        String where = message.getInstanceLocation().toString();
        if (message.getType().equals("format")) {
            return where.endsWith("/buildDate");
        }
        if (!message.getType().equals("type")) {
            return false;
        }
        if (message.getInstanceNode().isNull()) {
            return true;
        }
        return where.isEmpty()
                ? json.has("formTypes")
                : DEPARTURES.keySet().stream().anyMatch(name -> where.matches(".*[./]" + name + "([/\\[]\\d+]?)?"));
    }

    private String pointer(String operation) {
        String[] words = operation.split(" ");
        JsonNode response = document.path("paths")
                .path(words[1])
                .path(words[0].toLowerCase(Locale.ROOT))
                .path("responses")
                .path("200");
        String base = response.has("$ref")
                ? response.get("$ref").asText().substring(1)
                : "/paths/" + words[1].replace("/", "~1") + "/" + words[0].toLowerCase(Locale.ROOT) + "/responses/200";
        return base + "/content/application~1json/schema";
    }
}

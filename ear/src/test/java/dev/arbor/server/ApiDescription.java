package dev.arbor.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.oas.OpenApi30;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;

/** The description of an API by OpenAPI: which operations there are, and what bodies have to be. */
public final class ApiDescription {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final String JSON = "/content/application~1json/schema";

    private static final String NAME = "https://arbor.example/description";

    private final JsonNode document;
    private final JsonSchemaFactory schemas;

    private ApiDescription(JsonNode document) {
        this.document = document;
        JsonNode plain = document.deepCopy();
        // Some of them lead to nowhere, and the alternatives tell themselves apart.
        plain.findParents("discriminator").forEach(each -> ((ObjectNode) each).remove("discriminator"));
        this.schemas =
                JsonSchemaFactory.getInstance(VersionFlag.V4, builder -> builder.metaSchema(OpenApi30.getInstance())
                        .defaultMetaSchemaIri(OpenApi30.getInstance().getIri())
                        .schemaLoaders(loaders -> loaders.schemas(Map.of(NAME, plain.toString()))));
    }

    /**
     * A published description, which lies beside the project on some machines and is no part of it; where there is none,
     * the test is skipped and says so.
     */
    public static ApiDescription published(String name) {
        Path file = Checkout.root()
                .resolveSibling("shared")
                .resolve("spec/oas")
                .resolve(name)
                .normalize();
        if (!Files.isRegularFile(file)) {
            String skipped = "SKIPPED: answers are not checked, for there is no published description at " + file;
            System.err.println(skipped);
            Assumptions.abort(skipped);
        }
        return of(file);
    }

    /** The description in a file. */
    public static ApiDescription of(Path file) {
        try {
            return new ApiDescription(new ObjectMapper().readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of it. */
    public JsonNode document() {
        return document;
    }

    /** Every operation there is, such as {@code GET /runs/{id}}. */
    public Set<String> operations() {
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

    /** Where the schema of an operation's answer is; empty where it has none. */
    public String answer(String operation, int status) {
        return pointer(operation, "responses/" + status);
    }

    /** Where the schema of an operation's request is; empty where it takes no body. */
    public String request(String operation) {
        return pointer(operation, "requestBody");
    }

    private String pointer(String operation, String part) {
        String[] words = operation.split(" ");
        String at = "/paths/" + words[1].replace("~", "~0").replace("/", "~1") + "/" + words[0].toLowerCase(Locale.ROOT)
                + "/" + part;
        JsonNode found = document.at(at);
        if (found.has("$ref")) {
            at = found.get("$ref").asText().substring(1);
        }
        return document.at(at + JSON).isMissingNode() ? "" : at + JSON;
    }

    /** What is wrong in a document by the schema at a pointer. */
    public Set<ValidationMessage> validate(String pointer, JsonNode json) {
        var config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        return schemas.getSchema(SchemaLocation.of(NAME + "#" + pointer), config)
                .validate(json);
    }
}

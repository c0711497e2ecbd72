package dev.arbor.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import dev.arbor.server.TaskApi.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What the server says of itself at {@code /openapi}. Answers have to be so, and may have no field of which nothing is
 * said.
 */
public final class OwnDescription {

    private static final String ADVICE =
            "; what is said of it is in the module web, src/main/resources/dev/arbor/web/openapi (README.md there)";

    private static OwnDescription common;

    private final JsonNode document;
    private final JsonNode strict;
    private final JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private final List<Operation> operations = new ArrayList<>();

    private record Operation(String method, String path, Pattern pattern) {

        static Operation of(String method, String path) {
            // A title goes over slashes.
            String pattern = path.replace("{title}", "{.+}")
                    .replaceAll("\\{[^}.]*}", "[^/]+")
                    .replaceAll("\\{\\.\\+}", ".+");
            return new Operation(method.toUpperCase(Locale.ROOT), path, Pattern.compile(pattern + "/?"));
        }

        long places() {
            return path.chars().filter(each -> each == '{').count();
        }

        String pointer() {
            return "/paths/" + path.replace("~", "~0").replace("/", "~1") + "/" + method.toLowerCase(Locale.ROOT);
        }
    }

    private OwnDescription(JsonNode document) {
        this.document = document;
        this.strict = document.deepCopy();
        closeAll(strict);
        document.get("paths").properties().forEach(path -> path.getValue()
                .fieldNames()
                .forEachRemaining(method -> operations.add(Operation.of(method, path.getKey()))));
        operations.sort(Comparator.comparingLong(Operation::places)
                .thenComparing(each -> -each.path().length()));
    }

    /** That of the common server. */
    public static synchronized OwnDescription get() {
        if (common == null) {
            common = new OwnDescription(fetch(CommonServer.get()));
        }
        return common;
    }

    /** The document as somebody gets it who has not signed in. */
    public static JsonNode fetch(ServerProcess server) {
        return new TaskApi(server)
                .send("GET", "//openapi?format=JSON", BodyPublishers.noBody(), "Authorization", "")
                .ok();
    }

    /** All of it. */
    public JsonNode document() {
        return document;
    }

    /** Checks an answer of the Task API or of the Core API, whatever its status. */
    public void check(Answer answer) {
        String[] words = answer.request().split(" ");
        String path = words[1].replaceFirst("\\?.*", "");
        String whole = path.startsWith("//") ? path.substring(1) : TaskApi.PREFIX + path;
        Optional<Operation> operation = operations.stream()
                .filter(each -> each.method().equals(words[0])
                        && each.pattern().matcher(whole).matches())
                .findFirst();
        assertThat(operation)
                .as(words[0] + " " + whole + " is described" + ADVICE)
                .isPresent();
        String schema = schema(operation.get(), answer.status());
        if (schema.isEmpty()) {
            return;
        }
        // By itself, for what is loaded by its address is kept for ever, and the whole document with it.
        ObjectNode small = strict.at(schema).deepCopy();
        small.set("components", strict.get("components"));
        var config = SchemaValidatorsConfig.builder()
                .formatAssertionsEnabled(true)
                .preloadJsonSchema(false)
                .build();
        Set<String> wrong = new TreeSet<>();
        for (ValidationMessage message : schemas.getSchema(small, config).validate(answer.json())) {
            wrong.add(message.getInstanceLocation() + " " + message.getMessage());
        }
        assertThat(wrong)
                .as(operation.get().method() + " " + operation.get().path() + " gave " + answer.text() + ADVICE)
                .isEmpty();
    }

    /** Where the schema of an answer is; empty where it is no JSON. */
    private String schema(Operation operation, int status) {
        String responses = operation.pointer() + "/responses/";
        String response = document.at(responses + status).isMissingNode() ? responses + "default" : responses + status;
        JsonNode reference = document.at(response + "/$ref");
        String at = (reference.isMissingNode() ? response : reference.asText().substring(1))
                + "/content/application~1json/schema";
        return document.at(at).isMissingNode() ? "" : at;
    }

    /** Nothing may be there that is not described. */
    private static void closeAll(JsonNode node) {
        if (node.path("properties").isObject() && !node.has("additionalProperties")) {
            ((ObjectNode) node).put("additionalProperties", false);
        }
        node.forEach(OwnDescription::closeAll);
    }
}

package dev.arbor.integrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.ValidationMessage;
import dev.arbor.server.ApiDescription;
import dev.arbor.server.IntegratorApi;
import dev.arbor.server.TaskApi.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was agreed: the published description and the one that the server itself gives. Calls operations and checks what
 * goes and what comes by both. It remembers which were called.
 */
final class Contract {

    private final IntegratorApi api;
    private final ApiDescription published;
    private final ApiDescription own;
    private final Set<String> called = new TreeSet<>();
    private final Set<String> departures = new TreeSet<>();

    Contract(IntegratorApi api, ApiDescription published, ApiDescription own) {
        this.api = api;
        this.published = published;
        this.own = own;
    }

    /** Calls without a body. */
    JsonNode call(String operation, String... ids) {
        return checked(
                operation,
                published.answer(operation, 200),
                api.send(method(operation), path(operation, ids), BodyPublishers.noBody()));
    }

    /** The list of connections, without those of other tests, which may be of kinds that are ours alone. */
    JsonNode list(String operation, String name) {
        Answer all = api.send(method(operation), path(operation), BodyPublishers.noBody());
        ArrayNode own = JsonNodeFactory.instance.arrayNode();
        all.ok().forEach(each -> {
            if (each.get("name").asText().equals(name)) {
                own.add(each);
            }
        });
        return checked(
                operation,
                published.answer(operation, 200),
                new Answer(all.request(), all.status(), all.headers(), own.toString()));
    }

    /** Calls with a body that is as the published description says. */
    JsonNode call(String operation, JsonNode body, String... ids) {
        assertThat(wrong(published, published.request(operation), body))
                .as("what " + operation + " is told")
                .isEmpty();
        return tell(operation, body, ids);
    }

    /** Calls with a body that only our own description knows. */
    JsonNode tell(String operation, JsonNode body, String... ids) {
        assertThat(wrong(own, own.request(operation), body))
                .as("what " + operation + " is told")
                .isEmpty();
        return checked(
                operation,
                published.answer(operation, 200),
                api.json(method(operation), path(operation, ids), body.toString()));
    }

    /** The same where the published schema of the answer is ambiguous, with the one that is meant. */
    JsonNode call(String operation, String query, String schema, JsonNode body) {
        Answer answer = api.json(method(operation), path(operation) + query, body.toString());
        return checked(operation, "/components/schemas/" + schema, answer);
    }

    private JsonNode checked(String operation, String pointer, Answer answer) {
        JsonNode json = answer.ok();
        assertThat(answer.header("Content-Type")).as(operation).hasValueSatisfying(type -> assertThat(type)
                .startsWith("application/json"));
        assertThat(wrong(published, pointer, json))
                .as(operation + " gave " + json)
                .isEmpty();
        String ours = own.answer(operation, 200);
        assertThat(ours).as(operation + " is in our own description").isNotEmpty();
        assertThat(wrong(own, ours, json)).as(operation + " gave " + json).isEmpty();
        called.add(operation);
        return json;
    }

    /** Checks a refusal, by the published schema of its status where there is one. */
    JsonNode refused(String operation, int status, Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        JsonNode json = answer.json();
        String pointer = published.answer(operation, status);
        String schema = json.has("validationErrors")
                ? "/components/schemas/Validation_Error_Response"
                : pointer.isEmpty() ? "/components/schemas/Error_Response" : pointer;
        assertThat(wrong(published, schema, json))
                .as(operation + " gave " + json)
                .isEmpty();
        assertThat(wrong(own, own.answer(operation, status), json))
                .as(operation + " gave " + json)
                .isEmpty();
        return json;
    }

    private Set<String> wrong(ApiDescription description, String pointer, JsonNode json) {
        Set<String> wrong = new TreeSet<>();
        if (pointer.isEmpty()) {
            return wrong;
        }
        for (ValidationMessage message : description.validate(pointer, withoutAuth(json))) {
            String departure = description == published ? departure(message) : "";
            if (departure.isEmpty()) {
                wrong.add(message.getInstanceLocation() + " " + message.getMessage());
            } else {
                departures.add(departure);
            }
        }
        return wrong;
    }

    /** No credentials are null, as described; the validator finds that null is every kind of them. */
    private static JsonNode withoutAuth(JsonNode json) {
        JsonNode copy = json.deepCopy();
        for (JsonNode parent : copy.findParents("auth")) {
            if (parent.get("auth").isNull()) {
                ((ObjectNode) parent).remove("auth");
            }
        }
        return copy;
    }

    /** Why an answer may be otherwise than published; empty where it may not. */
    private static String departure(ValidationMessage message) {
        String where = message.getInstanceLocation().toString();
        if (where.endsWith("/notes") && message.getInstanceNode() instanceof NullNode) {
            return "notes: null where there are none, as clients see it";
        }
        if (where.equals("") || where.equals("$") || where.equals("/")) {
            String text = message.getMessage();
            if (List.of("messagingHealth", "nodeProcessHealth").stream().anyMatch(text::contains)) {
                return "health: under every spelling, for the schema forbids what it demands";
            }
        }
        return "";
    }

    Set<String> called() {
        return called;
    }

    Set<String> departures() {
        return departures;
    }

    private static String method(String operation) {
        return operation.split(" ")[0];
    }

    private static String path(String operation, String... ids) {
        String path = operation.split(" ")[1].replaceFirst("^/api", "");
        for (String id : ids) {
            path = path.replaceFirst("\\{[^}]*}", id);
        }
        return path;
    }

    /** A copy without some keys. */
    static ObjectNode without(JsonNode document, String... keys) {
        ObjectNode copy = document.deepCopy();
        copy.remove(List.of(keys));
        return copy;
    }
}

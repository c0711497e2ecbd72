package dev.arbor.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ValidationMessage;
import dev.arbor.server.ApiDescription;
import dev.arbor.server.OwnDescription;
import dev.arbor.server.TaskApi.Answer;
import java.util.Set;
import java.util.TreeSet;

/** The published description of the Task API. It remembers which operations were checked. */
final class PublishedApi {

    private final ApiDescription description;
    private final Set<String> checked = new TreeSet<>();
    private final Set<String> departures = new TreeSet<>();

    private PublishedApi(ApiDescription description) {
        this.description = description;
    }

    /** The description; where there is none, the test is skipped and says so. */
    static PublishedApi read() {
        return new PublishedApi(ApiDescription.published("task.json"));
    }

    /** Every operation there is, such as {@code GET /runs/{id}}. */
    Set<String> operations() {
        return description.operations();
    }

    /** Those whose answer was checked. */
    Set<String> checked() {
        return checked;
    }

    /** Where answers differ from the description on purpose, as far as they were met. */
    Set<String> departures() {
        return departures;
    }

    /** Checks that the answer succeeded and is as the description says, but for the departures that are listed; and by our own. */
    JsonNode check(String operation, Answer answer) {
        JsonNode json = answer.ok();
        String pointer = description.answer(operation, 200);
        assertThat(pointer).as(operation + " is described").isNotEmpty();
        JsonNode properties = description.document().at(pointer).path("properties");
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
        OwnDescription.get().check(answer);
        checked.add(operation);
        return json;
    }

    /** Checks the body of a refusal. */
    void checkRefusal(Answer answer) {
        validate(answer.request(), "/components/schemas/ErrorResponse", answer.json());
        OwnDescription.get().check(answer);
    }

    /** That an object has each property that its description names. */
    void checkComplete(String schema, JsonNode json, String... exceptForThose) {
        Set<String> missing = new TreeSet<>();
        description
                .document()
                .at("/components/schemas/" + schema + "/properties")
                .fieldNames()
                .forEachRemaining(missing::add);
        json.fieldNames().forEachRemaining(missing::remove);
        missing.removeAll(Set.of(exceptForThose));
        assertThat(missing).as("missing in " + json).isEmpty();
    }

    private void validate(String operation, String pointer, JsonNode json) {
        Set<String> wrong = new TreeSet<>();
        for (ValidationMessage message : description.validate(pointer, json)) {
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

    /** A failure's sentence is under {@code error} too, so a deleted error cannot be. */
    private static boolean isBare(String operation) {
        return (operation.startsWith("GET ") && !operation.equals("GET /version"))
                // What is described as an error there is the message of a success.
                || operation.equals("POST /sources/{name}/validate")
                || operation.equals("DELETE /errors/{id}")
                || operation.equals("DELETE /systemErrors/{id}");
    }
}

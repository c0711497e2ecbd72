package dev.arbor.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ValidationMessage;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Where the API departs from its published description, because what clients see and read is otherwise. */
enum Departure {
    NOTHING("", JsonNode::isNull, "what has no value is null"),
    VERSION_ID("versionId", JsonNode::isTextual, "a text that is a number, as servers send it (D1)"),
    BRANCH_ID("branchId", JsonNode::isIntegralNumber, "ids are numbers"),
    ORIGINATING_ID("originatingId", JsonNode::isIntegralNumber, "ids are numbers"),
    RESULTS("results", JsonNode::isObject, "an object by name, as servers send it"),
    SOURCE_ID("sourceId", JsonNode::isTextual, "the id of whatever the source holds, which need not be a number"),
    SOURCE_DATA("sourceData", JsonNode::isTextual, "the payload as it came, which need not be JSON");

    private final String property;
    private final Predicate<JsonNode> value;
    private final String reason;

    Departure(String property, Predicate<JsonNode> value, String reason) {
        this.property = property;
        this.value = value;
        this.reason = reason;
    }

    String reason() {
        return reason;
    }

    /** The departure that a complaint is about. */
    static Optional<Departure> of(ValidationMessage complaint) {
        if (!complaint.getType().equals("type")) {
            return Optional.empty();
        }
        JsonNode at = complaint.getInstanceNode();
        String name = complaint.getInstanceLocation().toString().replaceAll(".*/", "");
        return Stream.of(values())
                .filter(each -> (each.property.isEmpty() || each.property.equals(name)) && each.value.test(at))
                .findFirst();
    }
}

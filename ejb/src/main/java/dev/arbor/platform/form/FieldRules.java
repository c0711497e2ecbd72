package dev.arbor.platform.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What must be true of the definition of a field, so that values can be judged by it later. */
final class FieldRules {

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_WORD = 50;

    private final List<String> findings;

    /** With where to tell what is wrong. */
    FieldRules(List<String> findings) {
        this.findings = findings;
    }

    void check(ObjectNode field) {
        JsonNode name = field.path("name");
        if (!name.isTextual() || name.asText().isBlank() || name.asText().length() > LONGEST_NAME) {
            findings.add("Field names must not be blank, nor longer than " + LONGEST_NAME + " characters");
            return;
        }
        String named = "The field '" + name.asText() + "': ";
        JsonNode key = field.path("key");
        if (!key.isNull() && (!key.isTextual() || key.asText().length() > LONGEST_NAME)) {
            findings.add(named + "Key must be a string of at most " + LONGEST_NAME + " characters");
        }
        for (String word : List.of("renderType", "dataType")) {
            if (!field.path(word).isTextual() || field.path(word).asText().length() > LONGEST_WORD) {
                findings.add(named + word + " must be a string of at most " + LONGEST_WORD + " characters");
            }
        }
        for (String condition : List.of("visible", "required", "enabled")) {
            JsonNode value = field.path(condition);
            if (!value.isBoolean() && !value.isTextual() && !value.isNull()) {
                findings.add(named + condition + " must be a boolean or an expression");
            }
        }
        pattern(field.path("pattern"), named);
        constraints(field.path("constraints"), named);
        events(field.path("events"), named);
    }

    private void pattern(JsonNode pattern, String named) {
        if (pattern.isNull()) {
            return;
        }
        if (pattern.isTextual()) {
            findings.add(named + "Pre-defined patterns are not supported yet.");
        } else if (!pattern.isObject() || !pattern.path("regex").isTextual()) {
            findings.add(named + "Pattern must have a regex");
        } else {
            try {
                Pattern.compile(pattern.get("regex").asText());
            } catch (PatternSyntaxException e) {
                findings.add(named + "Pattern is no regular expression: " + e.getDescription() + " near index "
                        + e.getIndex());
            }
        }
    }

    private void constraints(JsonNode constraints, String named) {
        for (JsonNode constraint : constraints) {
            if (!constraint.isObject() || !constraint.path("content").isTextual()) {
                findings.add(named + "Constraints must have a content");
            }
        }
    }

    private void events(JsonNode events, String named) {
        for (JsonNode event : events) {
            if (!event.isObject() || !event.path("action").isTextual()) {
                findings.add(named + "Events must have an action that is a string");
            }
        }
    }
}

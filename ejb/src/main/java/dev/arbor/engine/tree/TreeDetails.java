package dev.arbor.engine.tree;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.arbor.core.tree.TreeStatus;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.TreeFields;
import java.util.List;

/** What is said about a tree beside its identity and its content. */
final class TreeDetails {

    private static final ObjectMapper JSON = new ObjectMapper();

    private TreeDetails() {}

    /** Puts what is supplied into the row. */
    static void put(TreeFields fields, TreeEntity tree) {
        fields.status().ifPresent(word -> tree.status = status(word));
        fields.notes().ifPresent(notes -> tree.notes = blankToNull(text("notes", notes, Integer.MAX_VALUE)));
        fields.ownerEmail().ifPresent(email -> tree.ownerEmail = blankToNull(text("ownerEmail", email, 320)));
        fields.categories().ifPresent(names -> tree.categories = categories(names));
        fields.event().ifPresent(event -> tree.event = blankToNull(text("event", event, 255)));
        fields.platformItemType().ifPresent(type -> tree.platformItemType = text("platformItemType", type, 20));
        fields.platformItemId().ifPresent(id -> tree.platformItemId = text("platformItemId", id, 36));
    }

    static List<String> categories(TreeEntity tree) {
        try {
            return JSON.readValue(tree.categories, new TypeReference<List<String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "Expected the categories of '" + tree.title() + "' to be a list, but they are not.", e);
        }
    }

    /** Refuses a text that no database would take. */
    static String text(String field, String value, int length) {
        if (value.length() > length) {
            throw Refusal.invalid(
                    "invalid_value",
                    "Expected at most " + length + " characters in " + field + ", but got " + value.length() + ".");
        }
        if (value.indexOf('\0') >= 0) {
            throw Refusal.invalid("invalid_value", "Expected text in " + field + ", but found a NUL character.");
        }
        return value;
    }

    private static String categories(List<String> names) {
        try {
            names.forEach(name -> text("categories", name, 255));
            return JSON.writeValueAsString(names);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected to write a list of texts, but it failed.", e);
        }
    }

    private static TreeStatus status(String word) {
        return TreeStatus.of(word)
                .orElseThrow(() -> Refusal.invalid(
                        "invalid_value", "Expected a status (Active, Inactive or Paused), but got '" + word + "'."));
    }

    private static String blankToNull(String text) {
        return text.isBlank() ? null : text;
    }
}

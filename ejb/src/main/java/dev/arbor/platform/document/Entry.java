package dev.arbor.platform.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/**
 * Something that is stored, with what it shows of itself.
 *
 * @param version rises with each change of it or of anything in it that is stored beside it
 * @param document its properties, among them slug, name, times and authors
 */
public record Entry(UUID id, long version, ObjectNode document) {

    /** Its slug. */
    public String slug() {
        return document.get("slug").asText();
    }
}

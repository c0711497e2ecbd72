package dev.arbor.platform.index;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.document.Documents;
import java.util.List;

/**
 * What submissions of a form or kapp are found by.
 *
 * @param name its parts, joined by commas
 * @param parts properties of submissions, or {@code values[Field]}
 * @param unique whether no two submissions may have the same values in all parts
 * @param built whether it has entries of all submissions; until then only of those that were written since
 */
public record IndexDefinition(String name, List<String> parts, boolean unique, boolean built) {

    public IndexDefinition {
        parts = List.copyOf(parts);
    }

    /** The same, with or without entries of all submissions. */
    public IndexDefinition built(boolean value) {
        return new IndexDefinition(name, parts, unique, value);
    }

    /** As the API shows it. */
    public ObjectNode json() {
        ObjectNode json = Documents.object().put("name", name);
        json.set("parts", Documents.list(parts));
        return json.put("status", built ? "Built" : "New").put("unique", unique);
    }
}

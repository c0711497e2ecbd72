package dev.arbor.platform.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.Listing;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.document.Documents;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Lists of documents that are there as a whole: those that a listing means, in its order. */
public final class ListedDocuments {

    private ListedDocuments() {}

    /** Which parts must be read so that a listing can be answered. */
    public static boolean needsAttributes(Listing listing) {
        return listing.q().orElse("").contains("attributes[")
                || listing.orderBy().stream().anyMatch(name -> name.startsWith("attributes["));
    }

    /**
     * The documents that a listing means.
     *
     * @param properties which a query may name; {@code attributes[…]} besides
     */
    public static List<ObjectNode> of(List<ObjectNode> documents, Listing listing, Set<String> properties) {
        Condition condition = Kql.read(listing.q());
        check(condition, properties);
        List<ObjectNode> found = new ArrayList<>(documents.stream()
                .filter(document -> Judge.holds(condition, property -> values(document, property)))
                .toList());
        if (!listing.orderBy().isEmpty()) {
            Comparator<ObjectNode> order = (a, b) -> 0;
            for (String property : listing.orderBy()) {
                order = order.thenComparing(document -> first(document, property), Judge::compare);
            }
            found.sort(listing.descending() ? order.reversed() : order);
        } else if (listing.descending()) {
            java.util.Collections.reverse(found);
        }
        return found;
    }

    private static void check(Condition condition, Set<String> properties) {
        if (condition instanceof Condition.And and) {
            and.parts().forEach(part -> check(part, properties));
        } else if (condition instanceof Condition.Or or) {
            or.parts().forEach(part -> check(part, properties));
        } else if (condition instanceof Condition.Comparison comparison
                && !properties.contains(comparison.property())
                && !comparison.property().startsWith("attributes[")) {
            throw PlatformRefusal.invalid(
                    "invalid_query", "The query included one or more unexpected parts: " + comparison.property());
        }
    }

    private static String first(ObjectNode document, String property) {
        List<String> values = values(document, property);
        return values.isEmpty() ? "" : values.get(0);
    }

    private static List<String> values(ObjectNode document, String property) {
        if (property.startsWith("attributes[")) {
            String name = property.substring("attributes[".length(), property.length() - 1);
            return Documents.texts(document.path("attributesMap").path(name));
        }
        JsonNode value = document.path(property);
        if (value.isArray()) {
            return Documents.texts(value);
        }
        return value.isValueNode() && !value.isNull() ? List.of(value.asText()) : List.of();
    }
}

package dev.arbor.web.policy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** The query of an address as text. */
final class QueryText {

    private QueryText() {}

    /** All values of a name; what cannot be decoded is as it is written. */
    static List<String> values(String query, String name) {
        return query == null
                ? List.of()
                : Stream.of(query.split("&"))
                        .map(part -> part.split("=", 2))
                        .filter(part -> decoded(part[0]).equals(name))
                        .map(part -> part.length == 2 ? decoded(part[1]) : "")
                        .toList();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}

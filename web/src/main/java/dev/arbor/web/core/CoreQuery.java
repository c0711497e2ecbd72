package dev.arbor.web.core;

import dev.arbor.platform.api.Listing;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The parameters of a request (integrator spec 4.1.3 and 4.1.5). A blank one is absent, an unknown one is ignored, and so
 * is one that makes no sense: official clients send such.
 */
final class CoreQuery {

    /** As many as a page has at most. */
    static final int MOST = 1000;

    private final MultivaluedMap<String, String> query;

    CoreQuery(UriInfo uri) {
        this.query = uri.getQueryParameters();
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(query.getFirst(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** {@code true} in any case; everything else is not. */
    boolean flag(String name) {
        return text(name).map(text -> text.equalsIgnoreCase("true")).orElse(false);
    }

    /** {@code count}, which may stand alone. */
    boolean counts() {
        return query.containsKey("count") && (text("count").isEmpty() || flag("count"));
    }

    Inclusion include() {
        return Inclusion.of(query.get("include"));
    }

    /** {@code limit}, from 1 to {@link #MOST}. */
    int limit(int otherwise) {
        return text("limit")
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Integer::parseInt)
                .filter(limit -> limit > 0)
                .map(limit -> Math.min(limit, MOST))
                .orElse(otherwise);
    }

    /** {@code direction}; whatever is neither of the two is as good as absent. */
    boolean descending(boolean otherwise) {
        return text("direction")
                .map(String::toUpperCase)
                .filter(text -> text.equals("ASC") || text.equals("DESC"))
                .map(text -> text.equals("DESC"))
                .orElse(otherwise);
    }

    Optional<String> orderBy() {
        return text("orderBy").or(() -> text("orderby"));
    }

    Listing listing() {
        return new Listing(
                text("q"),
                orderBy().stream()
                        .flatMap(text -> Stream.of(text.split(",")))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList(),
                descending(false));
    }

    /** What a page token is bound to: everything that decides which items there are and in which order. */
    String question(String path) {
        return String.join(
                "\u0000",
                List.of(path, text("q").orElse(""), orderBy().orElse(""), Boolean.toString(descending(false))));
    }
}

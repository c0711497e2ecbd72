package dev.arbor.web.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.Found;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.RunTreeFilter;
import dev.arbor.engine.api.Slice;
import dev.arbor.engine.api.Slice.Counting;
import dev.arbor.engine.api.Span;
import dev.arbor.engine.api.Timeline;
import dev.arbor.web.Json;
import dev.arbor.web.Parameters;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** What the searches of runs, triggers and errors have in common (engine spec 5.2 to 5.4). */
final class Query {

    private static final Logger LOG = Logger.getLogger(Query.class);

    private Query() {}

    /** The parameters of a request; those that the search does not know are ignored, and told at FINE. */
    static Parameters of(UriInfo uri, Set<String> known) {
        for (String name : uri.getQueryParameters().keySet()) {
            if (!known.contains(name)) {
                LOG.debugf("Ignored the unknown parameter '%s' of %s", name, uri.getPath());
            }
        }
        return new Parameters(uri.getQueryParameters());
    }

    /** {@code limit}, {@code offset} and {@code count}, which takes {@code true} (only count) and {@code false}. */
    static Slice slice(Parameters query) {
        Counting counting = query.text("count")
                .map(value -> switch (value.strip().toLowerCase(Locale.ROOT)) {
                    case "true" -> Counting.COUNT_ONLY;
                    case "false" -> Counting.ROWS_AND_MORE;
                    default -> throw wrong("count", "true or false", value);
                })
                .orElse(Counting.ROWS_AND_COUNT);
        return new Slice(query.limit(), query.offset(), counting);
    }

    static RunTreeFilter tree(Parameters query) {
        return new RunTreeFilter(
                query.text("source"),
                query.texts("group"),
                query.text("groupFragment"),
                query.text("tree"),
                query.text("treeFragment"),
                query.number("treeId"),
                query.text("treeType"));
    }

    static Span span(Parameters query) {
        return new Span(query.moment("start"), query.moment("end"));
    }

    /** {@code timeline}, one of those that the search knows. */
    static Optional<Timeline> timeline(Parameters query, Timeline... known) {
        return query.text("timeline").map(value -> Stream.of(known)
                .filter(each -> each.label().equalsIgnoreCase(value.strip()))
                .findFirst()
                .orElseThrow(() -> wrong(
                        "timeline",
                        String.join(", ", Stream.of(known).map(Timeline::label).toList()),
                        value)));
    }

    /** The answer to a search. */
    static <T> ObjectNode answer(
            String plural, Slice slice, Found<T> found, Function<? super T, ? extends JsonNode> each) {
        ObjectNode json = Json.object();
        found.count().ifPresent(count -> json.put("count", count));
        if (slice.counting() == Counting.COUNT_ONLY) {
            return json;
        }
        json.put("limit", slice.limit());
        if (slice.counting() == Counting.ROWS_AND_MORE) {
            json.put("more", found.more());
        }
        json.put("offset", slice.offset());
        json.set(plural, Json.array(found.rows(), each));
        return json;
    }

    /** An id in a path; whatever is no number names nothing. */
    static long id(String what, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw missing(what, text);
        }
    }

    static Refusal missing(String what, Object id) {
        return Refusal.notFound("Unable to retrieve the " + what + " with id " + id);
    }

    static Refusal wrong(String name, String expected, String got) {
        return Refusal.invalid("invalid_value", "Expected " + expected + " in " + name + ", but got '" + got + "'.");
    }

    /** Names of several lists together. */
    static Set<String> names(List<String> common, String... own) {
        return Stream.concat(common.stream(), Stream.of(own)).collect(Collectors.toUnmodifiableSet());
    }
}

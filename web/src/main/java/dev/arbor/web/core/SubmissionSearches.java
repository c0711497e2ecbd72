package dev.arbor.web.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.Submissions;
import dev.arbor.platform.api.Submissions.Found;
import dev.arbor.platform.api.Submissions.Search;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Searches of submissions; what the body of one does not say, its query parameters do (integrator spec 4.5, Search). */
@RequestScoped
public class SubmissionSearches {

    private static final int DEFAULT_LIMIT = 25;

    @Inject
    private Submissions submissions;

    @Inject
    private SubmissionsShown shown;

    @Inject
    private Visitors visitors;

    /**
     * Answers a search.
     *
     * @param form empty for all forms of the kapp
     * @param body the parameters in the body; empty where there is none
     */
    ObjectNode answer(UriInfo uri, String kapp, Optional<String> form, ObjectNode body) {
        CoreQuery query = new CoreQuery(uri);
        Function<String, Optional<String>> parameter = name -> text(body, name).or(() -> query.text(name));
        Search search = new Search(
                kapp,
                form,
                parameter.apply("q"),
                parameter.apply("coreState"),
                parameter.apply("timeline"),
                parameter.apply("start"),
                parameter.apply("end"),
                parameter.apply("orderBy").or(() -> parameter.apply("orderby")),
                !parameter
                        .apply("direction")
                        .map(text -> text.equalsIgnoreCase("ASC"))
                        .orElse(false),
                limit(parameter.apply("limit")),
                Optional.empty(),
                parameter
                        .apply("count")
                        .map(text -> text.equalsIgnoreCase("true"))
                        .orElse(false));
        String question = question(search);
        Optional<String> after = parameter.apply("pageToken").map(token -> PageToken.key(token, question));
        Inclusion include =
                text(body, "include").map(text -> Inclusion.of(List.of(text))).orElse(query.include());
        Identity who = visitors.current();
        Found found = submissions.search(who, from(search, after), SubmissionsShown.parts(include));
        ObjectNode json = Envelope.list(
                "submissions",
                shown.show(who, found.submissions(), include),
                found.next().map(key -> PageToken.of(key, question)),
                found.messages());
        found.count().ifPresent(count -> json.put("count", count));
        return json;
    }

    private static Optional<String> text(JsonNode body, String name) {
        JsonNode value = body.path(name);
        if (value.isArray()) {
            return Optional.of(java.util.stream.StreamSupport.stream(value.spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining(",")));
        }
        return value.isValueNode() && !value.isNull()
                ? Optional.of(value.asText().strip()).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    private static int limit(Optional<String> text) {
        return text.filter(each -> each.matches("\\d{1,9}"))
                .map(Integer::parseInt)
                .filter(limit -> limit > 0)
                .map(limit -> Math.min(limit, CoreQuery.MOST))
                .orElse(DEFAULT_LIMIT);
    }

    /** Everything that decides what is found and in which order; not how many of it are on a page. */
    private static String question(Search search) {
        return Stream.of(
                        Optional.of(search.kapp()),
                        search.form(),
                        search.q(),
                        search.coreState(),
                        search.timeline(),
                        search.start(),
                        search.end(),
                        search.orderBy(),
                        Optional.of(Boolean.toString(search.descending())))
                .map(each -> each.orElse(""))
                .collect(Collectors.joining("\u0000"));
    }

    private static Search from(Search search, Optional<String> after) {
        return new Search(
                search.kapp(),
                search.form(),
                search.q(),
                search.coreState(),
                search.timeline(),
                search.start(),
                search.end(),
                search.orderBy(),
                search.descending(),
                search.limit(),
                after,
                search.count());
    }
}

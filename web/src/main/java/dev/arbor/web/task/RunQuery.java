package dev.arbor.web.task;

import dev.arbor.engine.api.RunFilter;
import dev.arbor.engine.api.RunOrder;
import dev.arbor.web.Parameters;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The query parameters of a search for runs (engine spec 5.2). */
final class RunQuery {

    private static final Set<String> DIRECTIONS = Set.of("ASC", "DESC");

    static final Set<String> NAMES = Set.of(
            "count",
            "id",
            "afterId",
            "beforeId",
            "start",
            "end",
            "includeSystem",
            "includeSystemRuns",
            "source",
            "sourceId",
            "group",
            "group[]",
            "groupFragment",
            "tree",
            "treeFragment",
            "originatingId",
            "parentId",
            "status",
            "treeId",
            "treeType",
            "limit",
            "offset",
            "orderBy",
            "direction",
            "include");

    private RunQuery() {}

    static RunFilter filter(Parameters query) {
        return new RunFilter(
                query.number("id"),
                query.number("afterId"),
                query.number("beforeId"),
                Query.span(query),
                query.flag("includeSystem") || query.flag("includeSystemRuns"),
                query.text("sourceId"),
                query.number("originatingId"),
                query.number("parentId"),
                query.text("status"),
                Query.tree(query));
    }

    /** The published document names the direction {@code orderBy} too: a second one that is a direction is taken as one. */
    static RunOrder order(Parameters query) {
        List<String> words = query.texts("orderBy").stream().map(String::strip).toList();
        RunOrder.Field field = words.stream()
                .filter(word -> !isDirection(word))
                .findFirst()
                .map(RunQuery::field)
                .orElse(RunOrder.Field.ID);
        boolean descending = words.stream()
                .filter(RunQuery::isDirection)
                .findFirst()
                .map("DESC"::equalsIgnoreCase)
                .orElse(true);
        return new RunOrder(field, query.descending(descending));
    }

    private static boolean isDirection(String word) {
        return DIRECTIONS.stream().anyMatch(word::equalsIgnoreCase);
    }

    private static RunOrder.Field field(String word) {
        return Stream.of(RunOrder.Field.values())
                .filter(field -> field.label().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> Query.wrong(
                        "orderBy",
                        "one of "
                                + String.join(
                                        ", ",
                                        Stream.of(RunOrder.Field.values())
                                                .map(RunOrder.Field::label)
                                                .toList()),
                        word));
    }
}

package dev.arbor.web.task;

import dev.arbor.engine.api.RunTreeFilter;
import dev.arbor.engine.api.Timeline;
import dev.arbor.engine.api.TriggerFilter;
import dev.arbor.engine.api.TriggerFilter.Queue;
import dev.arbor.web.Parameters;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The query parameters of a search for triggers (engine spec 5.3). */
final class TriggerQuery {

    static final Set<String> NAMES = Set.of(
            "count",
            "source",
            "sourceId",
            "group",
            "tree",
            "action",
            "branchId",
            "runId",
            "managementAction",
            "selectionCriterion",
            "status",
            "token",
            "treeId",
            "treeType",
            "timeline",
            "direction",
            "start",
            "end",
            "limit",
            "offset",
            "include");

    private TriggerQuery() {}

    /** What {@code /scheduled} shows first is what fires first, the others show the newest first. */
    static TriggerFilter filter(Parameters query, Queue queue) {
        boolean scheduled = queue == Queue.SCHEDULED;
        Optional<Timeline> timeline =
                Query.timeline(query, Timeline.CREATED_AT, Timeline.SCHEDULED_AT, Timeline.UPDATED_AT);
        // The status is what makes a queue of backlog and paused triggers; only the list of all may be asked for one.
        Optional<String> status = queue == Queue.ANY || scheduled ? query.text("status") : Optional.empty();
        return new TriggerFilter(
                queue,
                query.text("source").flatMap(source -> query.text("sourceId")),
                query.text("action"),
                query.number("branchId"),
                query.number("runId"),
                queue == Queue.ANY ? query.text("managementAction") : Optional.empty(),
                query.text("selectionCriterion"),
                status,
                query.text("token"),
                timeline.or(() -> scheduled ? Optional.of(Timeline.SCHEDULED_AT) : Optional.empty()),
                Query.span(query),
                query.descending(!scheduled || timeline.isPresent()),
                tree(query));
    }

    /** Group and tree count only beside a source; there are no fragments here. */
    private static RunTreeFilter tree(Parameters query) {
        Optional<String> source = query.text("source");
        return new RunTreeFilter(
                source,
                source.isPresent() ? query.texts("group") : List.of(),
                Optional.empty(),
                source.flatMap(known -> query.text("tree")),
                Optional.empty(),
                query.number("treeId"),
                query.text("treeType"));
    }
}

package dev.arbor.engine.inspection;

import dev.arbor.engine.api.ErrorFilter;
import dev.arbor.engine.api.ErrorPart;
import dev.arbor.engine.api.ErrorQueries;
import dev.arbor.engine.api.ErrorView;
import dev.arbor.engine.api.Found;
import dev.arbor.engine.api.RunPart;
import dev.arbor.engine.api.RunView;
import dev.arbor.engine.api.Slice;
import dev.arbor.engine.api.Timeline;
import dev.arbor.engine.database.RowById;
import dev.arbor.engine.error.ErrorEntity;
import dev.arbor.engine.search.Conditions;
import dev.arbor.engine.search.Search;
import dev.arbor.engine.search.TreeConditions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Searches errors of runs (engine spec 5.4). */
@ApplicationScoped
@Transactional
public class ErrorSearch implements ErrorQueries {

    private final EntityManager entities;
    private final RunViewsNow runViews;

    /** For the container's proxy. */
    protected ErrorSearch() {
        this(null, null);
    }

    @Inject
    ErrorSearch(EntityManager entities, RunViewsNow runViews) {
        this.entities = entities;
        this.runViews = runViews;
    }

    @Override
    public Found<ErrorView> search(ErrorFilter filter, Slice slice, Set<ErrorPart> parts) {
        Found<ErrorEntity> found = new Search<>(ErrorEntity.class, "ErrorEntity e", conditions(filter), orderBy(filter))
                .find(entities, slice);
        return new Found<>(found.count(), found.more(), views(found.rows(), parts));
    }

    @Override
    public Optional<ErrorView> find(long errorId, Set<ErrorPart> parts) {
        return RowById.read(entities, ErrorEntity.class, errorId)
                .map(error -> views(List.of(error), parts).get(0));
    }

    private List<ErrorView> views(List<ErrorEntity> rows, Set<ErrorPart> parts) {
        List<ErrorView> errors =
                new ErrorViews(entities).of(rows, parts.contains(ErrorPart.TEXT), parts.contains(ErrorPart.MESSAGES));
        if (!parts.contains(ErrorPart.RUN)) {
            return errors;
        }
        Map<Long, RunView> runs = runViews.views()
                .byId(errors.stream().map(ErrorView::runId).distinct().toList(), Set.of(RunPart.PAYLOAD));
        return errors.stream()
                .map(error -> error.in(Optional.ofNullable(runs.get(error.runId()))))
                .toList();
    }

    private static Conditions conditions(ErrorFilter filter) {
        Conditions conditions = new Conditions();
        if (filter.id().isPresent()) {
            return conditions.and("e.id = ?", filter.id());
        }
        conditions
                .and("e.runId = ?", filter.runId())
                .and("e.status = ?", filter.status().map(StoredWord::stored))
                .and("lower(e.type) = lower(?)", filter.type())
                .and("e.nodeId = ?", filter.nodeId())
                .and("e.definitionId = ?", filter.handlerId())
                .andWithin(field(filter.timeline().orElse(Timeline.CREATED_AT)), filter.span());
        RelatedItem.narrow(conditions, filter.related());
        Conditions runs = TreeConditions.narrow(
                new Conditions().and("r.sourceId = ?", filter.sourceId()), "r.treeId", filter.tree());
        return runs.isEmpty() ? conditions : conditions.andAmong("e.runId", "select r.id from RunEntity r", runs);
    }

    private static String field(Timeline timeline) {
        return timeline == Timeline.UPDATED_AT ? "e.stamps.updatedAt" : "e.stamps.createdAt";
    }

    private static String orderBy(ErrorFilter filter) {
        String direction = filter.descending() ? " desc" : " asc";
        // Ids follow creation and are the primary key: nothing needs to be sorted unless a timeline is named.
        return filter.timeline()
                        .map(timeline -> field(timeline) + direction + ", ")
                        .orElse("") + "e.id" + direction;
    }
}

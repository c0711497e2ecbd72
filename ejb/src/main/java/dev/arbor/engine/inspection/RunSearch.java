package dev.arbor.engine.inspection;

import dev.arbor.engine.api.Found;
import dev.arbor.engine.api.RunFilter;
import dev.arbor.engine.api.RunOrder;
import dev.arbor.engine.api.RunPart;
import dev.arbor.engine.api.RunQueries;
import dev.arbor.engine.api.RunView;
import dev.arbor.engine.api.Slice;
import dev.arbor.engine.api.TaskView;
import dev.arbor.engine.database.RowById;
import dev.arbor.engine.run.RunEntity;
import dev.arbor.engine.run.TaskEntity;
import dev.arbor.engine.search.Conditions;
import dev.arbor.engine.search.Search;
import dev.arbor.engine.search.TreeConditions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Searches runs (engine spec 5.2). */
@ApplicationScoped
@Transactional
public class RunSearch implements RunQueries {

    private final EntityManager entities;
    private final RunViewsNow runViews;

    /** For the container's proxy. */
    protected RunSearch() {
        this(null, null);
    }

    @Inject
    RunSearch(EntityManager entities, RunViewsNow runViews) {
        this.entities = entities;
        this.runViews = runViews;
    }

    @Override
    public Found<RunView> search(RunFilter filter, RunOrder order, Slice slice, Set<RunPart> parts) {
        boolean ordersByTree = order.field().label().startsWith("tree.");
        Found<RunEntity> found = new Search<>(
                        RunEntity.class,
                        ordersByTree ? "RunEntity e join RunTreeEntity o on o.id = e.treeId" : "RunEntity e",
                        conditions(filter),
                        orderBy(order))
                .find(entities, slice);
        return new Found<>(found.count(), found.more(), runViews.views().of(found.rows(), parts));
    }

    @Override
    public Optional<RunView> find(long runId, Set<RunPart> parts) {
        return Optional.ofNullable(runViews.views().byId(List.of(runId), parts).get(runId));
    }

    @Override
    public Optional<List<TaskView>> tasks(long runId, Set<RunPart> parts) {
        if (RowById.read(entities, RunEntity.class, runId).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new TaskViews(entities).byRun(List.of(runId), parts).getOrDefault(runId, List.of()));
    }

    @Override
    public Optional<TaskView> task(long runId, long taskId) {
        TaskEntity task = RowById.read(entities, TaskEntity.class, taskId).orElse(null);
        if (task == null || task.runId() != runId) {
            return Optional.empty();
        }
        Set<RunPart> all = EnumSet.of(RunPart.TASK_MESSAGES, RunPart.TASK_ATTEMPTS);
        return new TaskViews(entities).of(List.of(task), all).stream().findFirst();
    }

    private Conditions conditions(RunFilter filter) {
        Conditions conditions = new Conditions();
        if (filter.id().isPresent()) {
            return conditions.and("e.id = ?", filter.id());
        }
        conditions
                .and("e.id > ?", filter.afterId())
                .and("e.id < ?", filter.beforeId())
                .andWithin("e.stamps.createdAt", filter.created())
                .and("e.sourceId = ?", filter.sourceId())
                .and("e.parentId = ?", filter.parentId());
        filter.originatingId().ifPresent(id -> originatingFrom(conditions, id));
        filter.status().ifPresent(status -> runViews.standing().narrow(conditions, status));
        TreeConditions.narrow(conditions, "e.treeId", filter.tree());
        if (!filter.includeSystem() && filter.tree().source().isEmpty()) {
            conditions.and(
                    "e.treeId not in (select s.id from RunTreeEntity s where s.sourceName = ?)",
                    TreeConditions.SYSTEM_SOURCE);
        }
        return conditions;
    }

    /** The ancestor and its descendants, worded so that each half has an index: descendants are those with a parent. */
    private static void originatingFrom(Conditions conditions, long id) {
        conditions.and(
                "(e.id = ? and e.originatingId = ? or e.originatingId = ? and e.parentId is not null)", id, id, id);
    }

    private static String orderBy(RunOrder order) {
        String field =
                switch (order.field()) {
                    case ID -> "";
                    case CREATED_AT, CREATED_BY, UPDATED_AT, UPDATED_BY ->
                        "e.stamps." + order.field().label();
                    case STATUS, TOKEN -> "e." + order.field().label();
                    case TREE_SOURCE_NAME -> "o.sourceName";
                    default -> "o." + order.field().label().substring("tree.".length());
                };
        String direction = order.descending() ? " desc" : " asc";
        return (field.isEmpty() ? "" : field + direction + ", ") + "e.id" + direction;
    }
}

package dev.arbor.engine.inspection;

import dev.arbor.engine.api.Found;
import dev.arbor.engine.api.RunView;
import dev.arbor.engine.api.Slice;
import dev.arbor.engine.api.Timeline;
import dev.arbor.engine.api.TriggerFilter;
import dev.arbor.engine.api.TriggerPart;
import dev.arbor.engine.api.TriggerQueries;
import dev.arbor.engine.api.TriggerView;
import dev.arbor.engine.database.RowById;
import dev.arbor.engine.run.TaskEntity;
import dev.arbor.engine.search.Conditions;
import dev.arbor.engine.search.Search;
import dev.arbor.engine.search.TreeConditions;
import dev.arbor.engine.trigger.TriggerEntity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Searches triggers (engine spec 5.3). */
@ApplicationScoped
@Transactional
public class TriggerSearch implements TriggerQueries {

    private final EntityManager entities;
    private final RunViewsNow runViews;

    /** For the container's proxy. */
    protected TriggerSearch() {
        this(null, null);
    }

    @Inject
    TriggerSearch(EntityManager entities, RunViewsNow runViews) {
        this.entities = entities;
        this.runViews = runViews;
    }

    @Override
    public Found<TriggerView> search(TriggerFilter filter, Slice slice, Set<TriggerPart> parts) {
        Found<TriggerEntity> found = new Search<>(
                        TriggerEntity.class, "TriggerEntity e", conditions(filter), orderBy(filter))
                .find(entities, slice);
        return new Found<>(found.count(), found.more(), views(found.rows(), parts));
    }

    @Override
    public Optional<TriggerView> find(long triggerId, Set<TriggerPart> parts) {
        return RowById.read(entities, TriggerEntity.class, triggerId)
                .map(trigger -> views(List.of(trigger), parts).get(0));
    }

    private List<TriggerView> views(List<TriggerEntity> rows, Set<TriggerPart> parts) {
        List<TriggerView> triggers = rows.stream().map(TriggerViews::view).toList();
        if (parts.isEmpty()) {
            return triggers;
        }
        boolean run = parts.contains(TriggerPart.RUN);
        boolean tree = parts.contains(TriggerPart.TREE);
        Map<Long, RunView> runs = run || tree
                ? runViews.views()
                        .byId(
                                triggers.stream()
                                        .map(TriggerView::runId)
                                        .distinct()
                                        .toList(),
                                Set.of())
                : Map.of();
        Map<Long, TriggerView> heads = parts.contains(TriggerPart.BRANCH_HEAD)
                ? new TriggerViews(entities)
                        .byId(triggers.stream()
                                .map(TriggerView::branchId)
                                .distinct()
                                .toList())
                : Map.of();
        return triggers.stream()
                .map(trigger -> {
                    Optional<RunView> its = Optional.ofNullable(runs.get(trigger.runId()));
                    return trigger.with(
                            its.filter(there -> run),
                            its.filter(there -> tree).map(RunView::tree),
                            Optional.ofNullable(heads.get(trigger.branchId())));
                })
                .toList();
    }

    private Conditions conditions(TriggerFilter filter) {
        Conditions conditions = new Conditions()
                .and("e.runId = ?", filter.runId())
                .and("e.action = ?", filter.action().map(StoredWord::stored))
                .and("lower(e.managementAction) = lower(?)", filter.managementAction())
                .and("e.selectionCriterion = ?", filter.selectionCriterion())
                .and("e.status = ?", filter.status().map(StoredWord::stored))
                .andWithin(field(filter.timeline().orElse(Timeline.CREATED_AT)), filter.span());
        inQueue(conditions, filter.queue());
        filter.token().ifPresent(token -> ofToken(conditions, token));
        filter.branchId().ifPresent(branch -> ofBranch(conditions, branch));
        Conditions runs = TreeConditions.narrow(
                new Conditions().and("r.sourceId = ?", filter.sourceId()), "r.treeId", filter.tree());
        return runs.isEmpty() ? conditions : conditions.andAmong("e.runId", "select r.id from RunEntity r", runs);
    }

    private void inQueue(Conditions conditions, TriggerFilter.Queue queue) {
        switch (queue) {
            case ANY -> {}
            case BACKLOG ->
                conditions
                        .and("e.dueAt <= ?", runViews.standing().now())
                        .and("e.status in ('NEW', 'UNPAUSED') and e.mode = 'ACTIVE'");
            case SCHEDULED ->
                conditions
                        .and("e.dueAt > ?", runViews.standing().now())
                        .and("e.status in ('NEW', 'UNPAUSED') and e.mode = 'ACTIVE'");
            case PAUSED -> conditions.and("e.status = 'PAUSED'");
        }
    }

    /** Tokens and branches have no index among triggers; the run that they belong to has, and is found by one. */
    private void ofToken(Conditions conditions, String token) {
        conditions.and("e.token = ?", token);
        entities.createQuery("select k from TaskEntity k where k.token = :token", TaskEntity.class)
                .setParameter("token", token)
                .getResultStream()
                .findFirst()
                .ifPresent(task -> conditions.and("e.runId = ?", task.runId()));
    }

    private void ofBranch(Conditions conditions, long branchId) {
        conditions.and("e.branchId = ?", branchId);
        RowById.read(entities, TriggerEntity.class, branchId)
                .ifPresent(head -> conditions.and("e.runId = ?", head.runId()));
    }

    private static String field(Timeline timeline) {
        return switch (timeline) {
            case CREATED_AT -> "e.stamps.createdAt";
            case SCHEDULED_AT -> "e.scheduledAt";
            case UPDATED_AT -> "e.stamps.updatedAt";
        };
    }

    private static String orderBy(TriggerFilter filter) {
        String direction = filter.descending() ? " desc" : " asc";
        // Ids follow creation and are the primary key: nothing needs to be sorted unless a timeline is named.
        return filter.timeline()
                        .map(timeline -> field(timeline) + direction + ", ")
                        .orElse("") + "e.id" + direction;
    }
}

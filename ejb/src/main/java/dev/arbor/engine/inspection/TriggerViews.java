package dev.arbor.engine.inspection;

import dev.arbor.engine.api.TriggerView;
import dev.arbor.engine.run.Results;
import dev.arbor.engine.search.Batches;
import dev.arbor.engine.trigger.TriggerEntity;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Triggers in the words of the API. */
final class TriggerViews {

    private final EntityManager entities;

    TriggerViews(EntityManager entities) {
        this.entities = entities;
    }

    /** Triggers by run, in the order of their creation. */
    Map<Long, List<TriggerView>> byRun(Collection<Long> runIds) {
        return Batches.fetch(
                        entities,
                        "select t from TriggerEntity t where t.runId in :ids order by t.id",
                        TriggerEntity.class,
                        runIds)
                .stream()
                .map(TriggerViews::view)
                .collect(Collectors.groupingBy(TriggerView::runId));
    }

    /** Triggers by id. */
    Map<Long, TriggerView> byId(Collection<Long> ids) {
        return Batches.fetch(entities, "select t from TriggerEntity t where t.id in :ids", TriggerEntity.class, ids)
                .stream()
                .map(TriggerViews::view)
                .collect(Collectors.toMap(TriggerView::id, trigger -> trigger));
    }

    static TriggerView view(TriggerEntity trigger) {
        return new TriggerView(
                trigger.id(),
                trigger.runId(),
                trigger.branchId(),
                StoredWord.shown(trigger.action()),
                StoredWord.shown(trigger.type()),
                StoredWord.shown(trigger.mode()),
                StoredWord.shown(trigger.status()),
                trigger.nodeId(),
                trigger.nodeName(),
                trigger.loopIndex(),
                trigger.token(),
                Results.read(trigger.results().orElse("")),
                trigger.message(),
                trigger.originator(),
                trigger.scheduledAt(),
                trigger.managementAction(),
                trigger.selectionCriterion(),
                trigger.flags(),
                trigger.engine(),
                trigger.stamps().view(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}

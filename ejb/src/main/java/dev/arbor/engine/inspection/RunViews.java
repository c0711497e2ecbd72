package dev.arbor.engine.inspection;

import dev.arbor.engine.api.AuditView;
import dev.arbor.engine.api.RunPart;
import dev.arbor.engine.api.RunView;
import dev.arbor.engine.api.RunView.Payload;
import dev.arbor.engine.api.Trees.TreeView;
import dev.arbor.engine.run.Results;
import dev.arbor.engine.run.RunAuditEntity;
import dev.arbor.engine.run.RunEntity;
import dev.arbor.engine.run.RunPayloadEntity;
import dev.arbor.engine.search.Batches;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs with everything of them that was asked for. */
final class RunViews {

    private final EntityManager entities;
    private final RunStanding standing;
    private final Definitions definitions;

    RunViews(EntityManager entities, RunStanding standing, Definitions definitions) {
        this.entities = entities;
        this.standing = standing;
        this.definitions = definitions;
    }

    /** Runs by id. */
    Map<Long, RunView> byId(Collection<Long> ids, Set<RunPart> parts) {
        return of(runs("e.id in :ids", ids), parts).stream().collect(Collectors.toMap(RunView::id, run -> run));
    }

    /** The views of runs, in their order. */
    List<RunView> of(List<RunEntity> runs, Set<RunPart> parts) {
        List<Long> ids = runs.stream().map(RunEntity::id).toList();
        List<RunEntity> children = parts.contains(RunPart.CHILDREN) ? runs("e.parentId in :ids", ids) : List.of();
        List<RunEntity> parents = parts.contains(RunPart.PARENT) ? parents(runs) : List.of();
        Family family =
                family(Stream.of(runs, children, parents).flatMap(List::stream).toList());
        Relations relations = relations(ids, parts);
        Map<Long, RunView> parentById =
                parents.stream().collect(Collectors.toMap(RunEntity::id, parent -> family.view(parent)));
        Map<Long, List<RunView>> childrenByParent = children.stream()
                .map(family::view)
                .collect(Collectors.groupingBy(child -> child.parentId().orElseThrow()));
        boolean declaring = asksAny(parts, RunPart.TREE_INPUTS, RunPart.TREE_OUTPUTS);
        return runs.stream()
                .map(run -> relations.complete(
                        declaring ? declaring(family.view(run), parts) : family.view(run),
                        run.parentId().map(parentById::get),
                        childrenByParent.getOrDefault(run.id(), List.of())))
                .toList();
    }

    /** A run with what the version of its tree that it runs takes and gives. */
    private RunView declaring(RunView run, Set<RunPart> parts) {
        boolean treeIsGone = run.tree().guid().isEmpty();
        return treeIsGone
                ? run
                : run.of(TreeViews.declaring(
                        run.tree(),
                        definitions.of(run.tree().id(), run.treeVersion()).routine(),
                        parts));
    }

    private List<RunEntity> runs(String condition, Collection<Long> ids) {
        return Batches.fetch(
                entities, "select e from RunEntity e where " + condition + " order by e.id", RunEntity.class, ids);
    }

    private List<RunEntity> parents(List<RunEntity> runs) {
        return runs(
                "e.id in :ids",
                runs.stream().flatMap(run -> run.parentId().stream()).distinct().toList());
    }

    private Family family(List<RunEntity> runs) {
        Map<Long, TreeView> trees = new TreeViews(entities)
                .byId(runs.stream().map(RunEntity::treeId).distinct().toList());
        Map<String, RunView.Source> sources = new SourceViews(entities)
                .byName(trees.values().stream()
                        .map(TreeView::sourceName)
                        .distinct()
                        .toList());
        return new Family(standing, trees, sources, eligible(runs));
    }

    /** Those of the runs that a worker has in hand or could take now. */
    private Set<Long> eligible(List<RunEntity> runs) {
        List<Long> open = runs.stream()
                .filter(RunStanding::asksTriggers)
                .map(RunEntity::id)
                .toList();
        Set<Long> eligible = new HashSet<>(Batches.fetch(
                entities,
                "select distinct t.runId from TriggerEntity t where t.runId in :ids and t.member is not null",
                Long.class,
                open));
        eligible.addAll(dueNow(open));
        return eligible;
    }

    private List<Long> dueNow(List<Long> runIds) {
        List<Object[]> firstDue = Batches.fetch(
                entities,
                "select t.runId, min(t.dueAt) from TriggerEntity t where t.runId in :ids and t.dueAt is not null"
                        + " group by t.runId",
                Object[].class,
                runIds);
        return firstDue.stream()
                .filter(row -> !((Instant) row[1]).isAfter(standing.now()))
                .map(row -> (Long) row[0])
                .toList();
    }

    private Relations relations(List<Long> ids, Set<RunPart> parts) {
        Relations relations = new Relations();
        if (parts.contains(RunPart.PAYLOAD)) {
            relations.payloads = payloads(ids);
        }
        if (asksAny(parts, RunPart.TASKS, RunPart.TASK_MESSAGES, RunPart.TASK_ATTEMPTS)) {
            relations.tasks = new TaskViews(entities).byRun(ids, parts);
        }
        if (parts.contains(RunPart.TRIGGERS)) {
            relations.triggers = new TriggerViews(entities).byRun(ids);
        }
        if (asksAny(parts, RunPart.EXCEPTIONS, RunPart.EXCEPTION_TEXT, RunPart.EXCEPTION_MESSAGES)) {
            relations.exceptions = new ErrorViews(entities)
                    .byRun(ids, parts.contains(RunPart.EXCEPTION_TEXT), parts.contains(RunPart.EXCEPTION_MESSAGES));
        }
        if (parts.contains(RunPart.AUDITS)) {
            relations.audits = audits(ids);
        }
        return relations;
    }

    private static boolean asksAny(Set<RunPart> parts, RunPart... any) {
        return Stream.of(any).anyMatch(parts::contains);
    }

    private Map<Long, Payload> payloads(List<Long> ids) {
        Map<Long, Payload> payloads = new HashMap<>();
        for (RunPayloadEntity row : Batches.fetch(
                entities, "select p from RunPayloadEntity p where p.id in :ids", RunPayloadEntity.class, ids)) {
            payloads.put(
                    row.id(),
                    new Payload(
                            row.sourceData(),
                            Results.read(row.inputs().orElse("")),
                            Results.read(row.outputs().orElse(""))));
        }
        return payloads;
    }

    private Map<Long, List<AuditView>> audits(List<Long> ids) {
        Map<Long, List<AuditView>> audits = new HashMap<>();
        for (RunAuditEntity row : Batches.fetch(
                entities,
                "select a from RunAuditEntity a where a.runId in :ids order by a.id",
                RunAuditEntity.class,
                ids)) {
            audits.computeIfAbsent(row.runId(), id -> new ArrayList<>())
                    .add(new AuditView(
                            row.id(),
                            row.taskId(),
                            row.action(),
                            row.message(),
                            row.changes(),
                            row.createdAt(),
                            row.createdBy()));
        }
        return audits;
    }
}

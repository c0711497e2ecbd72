package dev.arbor.engine.inspection;

import dev.arbor.engine.api.ErrorView;
import dev.arbor.engine.api.ErrorView.Note;
import dev.arbor.engine.error.ErrorEntity;
import dev.arbor.engine.error.ErrorMessageEntity;
import dev.arbor.engine.error.ErrorTextEntity;
import dev.arbor.engine.search.Batches;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Errors with their texts and notes. */
final class ErrorViews {

    private final EntityManager entities;

    ErrorViews(EntityManager entities) {
        this.entities = entities;
    }

    /** Errors by run, in the order of their creation. */
    Map<Long, List<ErrorView>> byRun(Collection<Long> runIds, boolean text, boolean messages) {
        List<ErrorEntity> errors = Batches.fetch(
                entities, "select x from ErrorEntity x where x.runId in :ids order by x.id", ErrorEntity.class, runIds);
        return of(errors, text, messages).stream().collect(Collectors.groupingBy(ErrorView::runId));
    }

    List<ErrorView> of(List<ErrorEntity> errors, boolean text, boolean messages) {
        List<Long> ids = errors.stream().map(ErrorEntity::id).toList();
        Map<Long, String> texts = text ? texts(ids) : Map.of();
        Map<Long, List<ErrorMessageEntity>> notes = messages ? messages(ids) : Map.of();
        return errors.stream()
                .map(error -> view(
                        error,
                        Optional.ofNullable(texts.get(error.id())),
                        notes.getOrDefault(error.id(), List.of()).stream()
                                .map(note -> new Note(note.id(), note.text(), note.createdAt(), note.createdBy()))
                                .toList()))
                .toList();
    }

    private Map<Long, String> texts(List<Long> ids) {
        return Batches.fetch(entities, "select x from ErrorTextEntity x where x.id in :ids", ErrorTextEntity.class, ids)
                .stream()
                .collect(Collectors.toMap(ErrorTextEntity::id, ErrorTextEntity::text));
    }

    private Map<Long, List<ErrorMessageEntity>> messages(List<Long> ids) {
        return Batches.fetch(
                        entities,
                        "select m from ErrorMessageEntity m where m.errorId in :ids order by m.id",
                        ErrorMessageEntity.class,
                        ids)
                .stream()
                .collect(Collectors.groupingBy(ErrorMessageEntity::errorId));
    }

    private static ErrorView view(ErrorEntity error, Optional<String> text, List<Note> messages) {
        return new ErrorView(
                error.id(),
                error.runId(),
                error.taskId(),
                error.triggerId(),
                error.type(),
                StoredWord.shown(error.status()),
                error.nodeId(),
                error.definitionId(),
                error.summary(),
                error.engine(),
                error.stamps().view(),
                text,
                messages,
                Optional.empty());
    }
}

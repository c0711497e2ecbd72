package dev.arbor.engine.error;

import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.Found;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.Slice;
import dev.arbor.engine.api.SystemErrors;
import dev.arbor.engine.api.Timeline;
import dev.arbor.engine.database.RowById;
import dev.arbor.engine.search.Conditions;
import dev.arbor.engine.search.Search;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where errors that belong to no run are seen and resolved (engine spec 5.4). */
@ApplicationScoped
@Transactional
public class SystemErrorDesk implements SystemErrors {

    private final EntityManager entities;
    private final InstantSource clock;

    /** For the container's proxy. */
    protected SystemErrorDesk() {
        this(null, null);
    }

    @Inject
    SystemErrorDesk(EntityManager entities, InstantSource clock) {
        this.entities = entities;
        this.clock = clock;
    }

    @Override
    public Found<SystemErrorView> search(Filter filter, Slice slice) {
        Found<SystemErrorEntity> found = new Search<>(
                        SystemErrorEntity.class, "SystemErrorEntity e", conditions(filter), orderBy(filter))
                .find(entities, slice);
        return new Found<>(
                found.count(),
                found.more(),
                found.rows().stream().map(SystemErrorDesk::view).toList());
    }

    @Override
    public Optional<SystemErrorView> find(long id) {
        return RowById.read(entities, SystemErrorEntity.class, id).map(SystemErrorDesk::view);
    }

    @Override
    public void resolve(List<Long> ids, String resolution, Caller caller) {
        // In the order of their ids, so that two people who resolve the same errors do not wait for each other for
        // ever.
        List<SystemErrorEntity> errors =
                ids.stream().distinct().sorted().map(this::lock).toList();
        for (SystemErrorEntity error : errors) {
            if (!error.isActive()) {
                throw Refusal.invalid(
                        "already_handled",
                        "Expected to resolve the active system error with id %d, but it is handled already."
                                .formatted(error.id()));
            }
        }
        errors.forEach(error -> error.resolve(resolution, clock.instant(), caller.username()));
    }

    @Override
    public void delete(long id) {
        entities.remove(lock(id));
    }

    private SystemErrorEntity lock(long id) {
        return RowById.lock(entities, SystemErrorEntity.class, id)
                .orElseThrow(() -> Refusal.notFound("Unable to retrieve the system error with id %d".formatted(id)));
    }

    private static Conditions conditions(Filter filter) {
        Conditions conditions = new Conditions();
        if (filter.id().isPresent()) {
            return conditions.and("e.id = ?", filter.id());
        }
        return conditions
                .and("e.status = ?", filter.status().map(status -> status.toUpperCase(Locale.ROOT)))
                .and("lower(e.type) = lower(?)", filter.type())
                .andWithin(field(filter.timeline().orElse(Timeline.CREATED_AT)), filter.span());
    }

    private static String field(Timeline timeline) {
        return timeline == Timeline.UPDATED_AT ? "e.stamps.updatedAt" : "e.stamps.createdAt";
    }

    private static String orderBy(Filter filter) {
        String direction = filter.descending() ? " desc" : " asc";
        return filter.timeline()
                        .map(timeline -> field(timeline) + direction + ", ")
                        .orElse("") + "e.id" + direction;
    }

    private static SystemErrorView view(SystemErrorEntity error) {
        return new SystemErrorView(
                error.id(),
                error.type(),
                error.isActive() ? "Active" : "Handled",
                error.summary(),
                error.text(),
                error.resolution(),
                error.engine(),
                error.stamps().view());
    }
}

package dev.arbor.engine.api;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The runs that events started (engine spec 6.1), for those who ask what became of an event. */
public interface EventRuns {

    /**
     * One of them.
     *
     * @param treeGuid the guid of its tree, whatever has become of that
     * @param event the whole name of the event that its tree is registered for
     * @param itemType what its tree is registered for: Space, Kapp or Form
     * @param payload what the event told; empty when it was nothing
     */
    record EventRun(
            long id,
            String treeGuid,
            String event,
            String itemType,
            String itemId,
            Optional<String> sourceId,
            String payload,
            Instant createdAt) {}

    /**
     * Which of them.
     *
     * @param itemIds of trees that are registered for one of these; empty for all
     * @param sourceId of those that this caused
     * @param from created then or later
     * @param to created before
     */
    record Filter(
            Optional<Collection<String>> itemIds,
            Optional<String> sourceId,
            Optional<Instant> from,
            Optional<Instant> to) {}

    /** Some of them, by falling id, all below a bound. */
    List<EventRun> below(long id, Filter filter, int limit);

    /** One, if an event has started it. */
    Optional<EventRun> find(long id);
}

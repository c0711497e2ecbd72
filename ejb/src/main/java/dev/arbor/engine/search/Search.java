package dev.arbor.engine.search;

import dev.arbor.engine.api.Found;
import dev.arbor.engine.api.Slice;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.OptionalLong;

/**
 * A search for entities.
 *
 * @param from the entity and what is joined to it for ordering; the entity is called {@code e}
 * @param conditions what must hold
 * @param order fields with their directions
 */
public record Search<E>(Class<E> type, String from, Conditions conditions, String order) {

    /** Finds a slice of what matches. */
    public Found<E> find(EntityManager entities, Slice slice) {
        if (slice.counting() == Slice.Counting.COUNT_ONLY) {
            return new Found<>(OptionalLong.of(count(entities)), false, List.of());
        }
        boolean looksFurther = slice.counting() == Slice.Counting.ROWS_AND_MORE && slice.limit() > 0;
        List<E> rows = rows(entities, slice, looksFurther ? 1 : 0);
        if (slice.counting() == Slice.Counting.ROWS_AND_MORE) {
            boolean more = looksFurther && rows.size() > slice.limit();
            return new Found<>(OptionalLong.empty(), more, more ? rows.subList(0, slice.limit()) : rows);
        }
        long count = isLastPage(slice, rows) ? (long) slice.offset() + rows.size() : count(entities);
        return new Found<>(OptionalLong.of(count), slice.offset() + rows.size() < count, rows);
    }

    /** What came short of the limit is the end, so that nothing needs to be counted. */
    private static boolean isLastPage(Slice slice, List<?> rows) {
        boolean reachedEnd = slice.limit() == 0 || rows.size() < slice.limit();
        return reachedEnd && (slice.offset() == 0 || !rows.isEmpty());
    }

    private List<E> rows(EntityManager entities, Slice slice, int beyond) {
        TypedQuery<E> query = conditions.bind(
                entities.createQuery("select e from " + from + conditions.text() + " order by " + order, type));
        query.setFirstResult(slice.offset());
        if (slice.limit() > 0) {
            query.setMaxResults(slice.limit() + beyond);
        }
        return query.getResultList();
    }

    private long count(EntityManager entities) {
        return conditions
                .bind(entities.createQuery("select count(e.id) from " + from + conditions.text(), Long.class))
                .getSingleResult();
    }
}

package dev.arbor.engine.search;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Fetches what belongs to many ids with few queries: one for a page of ids. */
public final class Batches {

    /** Below the number of parameters that any database takes. */
    private static final int SIZE = 2000;

    private Batches() {}

    /**
     * Runs a query for all ids.
     *
     * @param query JPQL in which {@code :ids} stands for ids
     */
    public static <R> List<R> fetch(EntityManager entities, String query, Class<R> type, Collection<Long> ids) {
        List<Long> all = ids.stream().distinct().toList();
        List<R> found = new ArrayList<>();
        for (int from = 0; from < all.size(); from += SIZE) {
            found.addAll(entities.createQuery(query, type)
                    .setParameter("ids", all.subList(from, Math.min(from + SIZE, all.size())))
                    .getResultList());
        }
        return found;
    }
}

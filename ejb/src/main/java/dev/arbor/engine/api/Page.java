package dev.arbor.engine.api;

import java.util.List;
import java.util.function.Function;

/**
 * A part of a sorted result.
 *
 * @param count how many there are altogether, whatever the limit
 * @param limit the limit that was asked for; 0 means none
 * @param offset how many were skipped
 * @param items what is on the page
 */
public record Page<T>(long count, int limit, int offset, List<T> items) {

    public Page {
        items = List.copyOf(items);
    }

    /** The same page with every item turned into something else. */
    public <R> Page<R> map(Function<T, R> change) {
        return new Page<>(count, limit, offset, items.stream().map(change).toList());
    }
}

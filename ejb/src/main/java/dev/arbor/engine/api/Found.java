package dev.arbor.engine.api;

import java.util.List;
import java.util.OptionalLong;

/**
 * What a search found.
 *
 * @param count how many match in all; absent when that was not asked
 * @param more whether rows after these match
 * @param rows the rows of the page
 */
public record Found<T>(OptionalLong count, boolean more, List<T> rows) {

    public Found {
        rows = List.copyOf(rows);
    }
}

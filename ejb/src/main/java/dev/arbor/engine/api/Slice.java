package dev.arbor.engine.api;

/**
 * Which part of what matches is wanted (engine spec 5, Shapes and quirks).
 *
 * @param limit at most so many rows; 0 means all
 * @param offset so many rows are left out at the beginning
 * @param counting what is counted
 */
public record Slice(int limit, int offset, Counting counting) {

    /** Whether a search counts, fetches or both. */
    public enum Counting {
        /** Rows, and how many match in all. */
        ROWS_AND_COUNT,
        /** Only how many match. */
        COUNT_ONLY,
        /** Rows, and whether there are more; saves the count on a big table. */
        ROWS_AND_MORE
    }

    /** The limit of those who name none. */
    public static final int DEFAULT_LIMIT = 100;

    /** The first rows and the count. */
    public static final Slice FIRST = new Slice(DEFAULT_LIMIT, 0, Counting.ROWS_AND_COUNT);

    public Slice {
        if (limit < 0 || offset < 0) {
            throw new IllegalArgumentException(
                    "Expected a limit and an offset of 0 or more, but got %d and %d.".formatted(limit, offset));
        }
    }
}

package dev.arbor.integrator.kind;

import java.time.Duration;

/**
 * What one call may take.
 *
 * @param connect to be connected
 * @param total from beginning to end
 * @param bytes of an answer, after it is decompressed
 * @param rows of a query
 * @param calls at the same time on one connection
 */
public record Limits(Duration connect, Duration total, long bytes, int rows, int calls) {

    /** Ten seconds, thirty seconds, ten mebibytes, ten thousand rows, 32 calls (integrator spec 1.6 and 1.12). */
    public static final Limits USUAL =
            new Limits(Duration.ofSeconds(10), Duration.ofSeconds(30), 10L * 1024 * 1024, 10_000, 32);
}

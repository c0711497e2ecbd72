package dev.arbor.platform.webhookjob;

import java.time.Duration;

/**
 * How webhooks are called.
 *
 * @param threads calls at the same time; one webhook has half of them at most
 * @param tries before a job has failed
 * @param firstWait before the second try; each later one is six times as long
 * @param limit of one call
 * @param kept how long jobs that ended are kept
 */
public record Rules(int threads, int tries, Duration firstWait, Duration limit, Duration kept) {

    private static final int FACTOR = 6;
    private static final Duration LONGEST = Duration.ofDays(1);

    /** Calls of one webhook at the same time, so that one that is slow keeps nobody else up. */
    int each() {
        return Math.max(1, threads / 2);
    }

    /**
     * How long a job waits for its next try.
     *
     * @param failed tries so far, at least 1
     * @param chance from 0 to 1; jobs that failed together do not come back together
     */
    Duration wait(int failed, double chance) {
        double seconds = firstWait.toMillis() / 1000.0 * Math.pow(FACTOR, failed - 1.0) * (0.8 + 0.4 * chance);
        return Duration.ofMillis((long) (Math.min(seconds, LONGEST.toSeconds()) * 1000));
    }
}

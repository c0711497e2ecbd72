package dev.arbor.platform.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * Counts wrong secrets by name and address, so that whoever guesses is slowed and nobody else is: after {@link #WRONG} of
 * them the next ones are refused until {@link #WAIT} has gone by since the last. Each server counts for itself.
 */
final class Attempts {

    /** So many may be wrong. */
    static final int WRONG = 5;

    /** How long they count. */
    static final Duration WAIT = Duration.ofMinutes(1);

    /** Each costs whoever fills this a slow hash; what is forgotten first is what was not used for longest. */
    private static final int KEPT = 100_000;

    private final Cache<ByteBuffer, Integer> wrong;

    Attempts(InstantSource time) {
        wrong = Caffeine.newBuilder()
                .maximumSize(KEPT)
                .expireAfterWrite(WAIT)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(time.millis()))
                .executor(Runnable::run)
                .build();
    }

    /**
     * Whether no further one is looked at for now.
     *
     * @param guess whose secret was guessed and from where, as a digest: names may be long
     */
    boolean tooMany(ByteBuffer guess) {
        Integer count = wrong.getIfPresent(guess);
        return count != null && count >= WRONG;
    }

    /** One was wrong. */
    void wrong(ByteBuffer guess) {
        wrong.asMap().merge(guess, 1, Integer::sum);
    }

    /** One was right; those before it mean nothing. */
    void right(ByteBuffer guess) {
        wrong.invalidate(guess);
    }
}

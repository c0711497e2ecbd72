package dev.arbor.platform.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.arbor.platform.api.PlatformRefusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts tokens that were guessed, by address: after a few in a minute no further one is looked at. */
@ApplicationScoped
public class ResetGuesses {

    static final int FEW = 5;
    private static final Duration COUNTED = Duration.ofMinutes(1);

    private final Cache<String, AtomicInteger> wrong =
            Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(COUNTED).build();

    /**
     * Goes on only if few tokens from an address were wrong.
     *
     * @throws PlatformRefusal with the status 429
     */
    void demandFew(String from) {
        AtomicInteger counted = wrong.getIfPresent(from);
        if (counted != null && counted.get() >= FEW) {
            throw PlatformRefusal.tooMany("Expected fewer wrong tokens; try again in a minute.");
        }
    }

    /** One from an address was wrong. */
    void wrong(String from) {
        wrong.get(from, first -> new AtomicInteger()).incrementAndGet();
    }
}

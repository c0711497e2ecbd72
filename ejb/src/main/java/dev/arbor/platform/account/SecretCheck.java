package dev.arbor.platform.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.arbor.platform.api.SignIn.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Compares passwords with their hashes. Hashing is slow on purpose, and Basic sends a password with each request, so a pair
 * of password and hash that was right is remembered for a moment under a keyed digest; neither of them is. Wrong attempts
 * are counted per name and address, and after {@link #WRONG_ATTEMPTS} in a minute no further one is looked at.
 */
@ApplicationScoped
public class SecretCheck {

    static final int WRONG_ATTEMPTS = 20;
    private static final Duration REMEMBERED = Duration.ofMinutes(5);
    private static final Duration COUNTED = Duration.ofMinutes(1);

    private record Guess(String name, String from) {}

    private final SecretKeySpec key = randomKey();
    private final Cache<ByteBuffer, Boolean> welcome = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(REMEMBERED)
            .build();
    private final Cache<Guess, AtomicInteger> wrong =
            Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(COUNTED).build();

    /** Hashing may not take every processor from those who are signed in. */
    private final Semaphore hashing =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

    /**
     * Judges an attempt.
     *
     * @param name whose secret it would be
     * @param stored the hash of the right one; empty when there is nobody of that name, which takes as long to find out
     * @param from where the attempt comes from
     */
    public Outcome check(String name, String secret, Optional<String> stored, String from) {
        Optional<ByteBuffer> digest = stored.map(hash -> digest(name, secret, hash));
        if (digest.isPresent() && welcome.getIfPresent(digest.get()) != null) {
            return Outcome.WELCOME;
        }
        Guess guess = new Guess(name, from);
        AtomicInteger wrongSoFar = wrong.get(guess, first -> new AtomicInteger());
        if (wrongSoFar.get() >= WRONG_ATTEMPTS) {
            return Outcome.TOO_MANY;
        }
        boolean matches = matches(secret, stored.orElse(PasswordHash.OF_NOBODY));
        if (digest.isPresent() && matches) {
            welcome.put(digest.get(), true);
            wrong.invalidate(guess);
            return Outcome.WELCOME;
        }
        wrongSoFar.incrementAndGet();
        return Outcome.WRONG;
    }

    private boolean matches(String secret, String stored) {
        hashing.acquireUninterruptibly();
        try {
            return PasswordHash.matches(secret, stored);
        } finally {
            hashing.release();
        }
    }

    private ByteBuffer digest(String... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                mac.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
                mac.update(bytes);
            }
            return ByteBuffer.wrap(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected the JDK to compute an HMAC, but it cannot.", e);
        }
    }

    private static SecretKeySpec randomKey() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return new SecretKeySpec(bytes, "HmacSHA256");
    }
}

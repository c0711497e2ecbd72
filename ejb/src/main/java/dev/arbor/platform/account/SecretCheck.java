package dev.arbor.platform.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.arbor.platform.api.SignIn.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Compares passwords with their hashes. Hashing is slow on purpose, and Basic sends a password with each request, so a pair
 * of password and hash that was right is remembered for a moment under a keyed digest; neither of them is. Who is wrong
 * too often is not looked at for a while: see {@link Attempts}.
 */
@ApplicationScoped
public class SecretCheck {

    private static final Duration REMEMBERED = Duration.ofMinutes(5);

    private final SecretKeySpec key = randomKey();
    private final Cache<ByteBuffer, Boolean> welcome = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(REMEMBERED)
            .build();
    private final Attempts attempts;

    /** Hashing may not take every processor from those who are signed in. */
    private final Semaphore hashing =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

    /** By the clock of the machine. */
    public SecretCheck() {
        this(InstantSource.system());
    }

    @Inject
    public SecretCheck(InstantSource time) {
        this.attempts = new Attempts(time);
    }

    /**
     * Judges an attempt.
     *
     * @param name whose secret it would be
     * @param stored the hash of the right one; empty when there is nobody of that name, which takes as long to find out
     * @param from where the attempt comes from
     */
    public Outcome check(String name, String secret, Optional<String> stored, String from) {
        Optional<ByteBuffer> digest = stored.map(hash -> digest(name, secret, hash));
        if (remembered(digest)) {
            return Outcome.WELCOME;
        }
        // However the name is written: there may be one account of it.
        ByteBuffer guess = digest(name.toLowerCase(Locale.ROOT), from);
        if (attempts.tooMany(guess)) {
            return Outcome.TOO_MANY;
        }
        hashing.acquireUninterruptibly();
        try {
            // Again: of those who came together, the ones before may have used up what is allowed, or been right.
            if (remembered(digest)) {
                return Outcome.WELCOME;
            }
            return attempts.tooMany(guess) ? Outcome.TOO_MANY : compare(guess, secret, stored, digest);
        } finally {
            hashing.release();
        }
    }

    private Outcome compare(ByteBuffer guess, String secret, Optional<String> stored, Optional<ByteBuffer> digest) {
        boolean matches = PasswordHash.matches(secret, stored.orElse(PasswordHash.OF_NOBODY));
        if (digest.isPresent() && matches) {
            welcome.put(digest.get(), true);
            attempts.right(guess);
            return Outcome.WELCOME;
        }
        attempts.wrong(guess);
        return Outcome.WRONG;
    }

    private boolean remembered(Optional<ByteBuffer> digest) {
        return digest.isPresent() && welcome.getIfPresent(digest.get()) != null;
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

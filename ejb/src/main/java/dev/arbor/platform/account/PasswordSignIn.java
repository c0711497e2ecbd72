package dev.arbor.platform.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.arbor.platform.api.SignIn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;

/**
 * Signs in by name and password. Hashing a password is slow on purpose, and Basic sends it with each request, so an
 * attempt that was right is remembered for a moment under a keyed digest; neither password nor hash is. A disabled account
 * or a changed password therefore takes up to {@link #REMEMBERED} to be felt. Wrong attempts are counted per name and
 * address, and after {@link #WRONG_ATTEMPTS} in a minute no further one is looked at.
 */
@ApplicationScoped
public class PasswordSignIn implements SignIn {

    static final int WRONG_ATTEMPTS = 20;
    private static final Duration REMEMBERED = Duration.ofSeconds(30);
    private static final Duration COUNTED = Duration.ofMinutes(1);

    private record Guess(String username, String from) {}

    private final DataSource database;
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

    /** For the container's proxy. */
    protected PasswordSignIn() {
        this(null);
    }

    @Inject
    public PasswordSignIn(DataSource database) {
        this.database = database;
    }

    @Override
    public Outcome attempt(String username, String password, String from) {
        ByteBuffer digest = digest(username, password);
        if (welcome.getIfPresent(digest) != null) {
            return Outcome.WELCOME;
        }
        AtomicInteger wrongSoFar = wrong.get(new Guess(username, from), guess -> new AtomicInteger());
        if (wrongSoFar.get() >= WRONG_ATTEMPTS) {
            return Outcome.TOO_MANY;
        }
        Optional<String> stored = storedHash(username);
        boolean matches = matches(password, stored.orElse(PasswordHash.OF_NOBODY));
        if (stored.isPresent() && matches) {
            welcome.put(digest, true);
            wrong.invalidate(new Guess(username, from));
            return Outcome.WELCOME;
        }
        wrongSoFar.incrementAndGet();
        return Outcome.WRONG;
    }

    private boolean matches(String password, String stored) {
        hashing.acquireUninterruptibly();
        try {
            return PasswordHash.matches(password, stored);
        } finally {
            hashing.release();
        }
    }

    private Optional<String> storedHash(String username) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT password_hash FROM account WHERE username = ? AND enabled = TRUE")) {
            query.setString(1, username);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Expected to read an account, but it failed: " + e.getMessage(), e);
        }
    }

    private ByteBuffer digest(String username, String password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] name = username.getBytes(StandardCharsets.UTF_8);
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(name.length).array());
            mac.update(name);
            return ByteBuffer.wrap(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));
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

package dev.arbor.platform.account;

import dev.arbor.platform.api.PlatformRefusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** New passwords: how long they must be, and their hashes ({@code arbor.password.minimum-length}). */
@ApplicationScoped
public class Passwords {

    private static final int LONGEST = 1000;

    private final int minimum;

    /** Hashing may not take every processor from those who are signed in. */
    private final Semaphore hashing =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

    /** For the container's proxy. */
    protected Passwords() {
        this(0);
    }

    /**
     * With a least length.
     *
     * @param minimum in characters
     */
    @Inject
    public Passwords(@ConfigProperty(name = "arbor.password.minimum-length", defaultValue = "8") int minimum) {
        this.minimum = minimum;
    }

    /**
     * Goes on only with a password that is long enough.
     *
     * @throws PlatformRefusal without the password in it
     */
    public void check(String password) {
        int length = password.codePointCount(0, password.length());
        if (length < minimum || length > LONGEST) {
            throw PlatformRefusal.invalid(
                    "User", List.of("Password must have at least " + minimum + " characters and at most " + LONGEST));
        }
    }

    /** What to store for a password. It takes a while, so no transaction should be waiting for it. */
    public String hash(String password) {
        hashing.acquireUninterruptibly();
        try {
            return PasswordHash.of(password);
        } finally {
            hashing.release();
        }
    }
}

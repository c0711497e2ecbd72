package dev.arbor.platform.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.arbor.platform.api.Subject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Tells the operator which policies deny because something is wrong with them, each no more than once in a minute. */
@ApplicationScoped
public class PolicyLog {

    private static final Duration QUIET = Duration.ofMinutes(1);
    private static final int KEPT = 1_000;
    private static final Logger LOG = Logger.getLogger(PolicyLog.class);

    private final Cache<String, Boolean> told;
    private final Consumer<String> lines;

    /** For the server. */
    public PolicyLog() {
        this(Ticker.systemTicker(), LOG::warn);
    }

    /** With a clock, and where the lines go. */
    public PolicyLog(Ticker ticker, Consumer<String> lines) {
        this.told = Caffeine.newBuilder()
                .maximumSize(KEPT)
                .expireAfterWrite(QUIET)
                .ticker(ticker)
                .build();
        this.lines = lines;
    }

    /**
     * Tells of one that something names.
     *
     * @param name of the policy
     * @param subject what the policy was asked about
     * @param what is wrong, a sentence
     */
    void denies(String name, Subject subject, String what) {
        String where = subject.kapp()
                .map(kapp -> " in the kapp " + kapp.path("slug").asText())
                .orElse("");
        denies("'" + name + "'" + where, what);
    }

    /**
     * Tells of one.
     *
     * @param policy which policy of what, as it is said in a sentence
     * @param what is wrong, a sentence
     */
    void denies(String policy, String what) {
        if (told.asMap().putIfAbsent(policy, true) == null) {
            lines.accept(("The policy " + policy + " denies: " + what).replaceAll("\\p{Cntrl}", " "));
        }
    }
}

package dev.arbor.integrator.http;

import dev.arbor.integrator.kind.CallException;
import dev.arbor.integrator.kind.CallException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A token that is fetched when it is needed, shared by all calls, and fetched anew shortly before it expires or when the
 * other side no longer takes it. One call fetches; the others wait for it.
 */
final class TokenCredentials implements Credentials {

    private static final Duration EARLY = Duration.ofSeconds(30);

    private final String header;
    private final String prefix;
    private final TokenSource source;
    private final InstantSource time;
    private final Duration patience;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile Token current;

    /** A token and when it ends. */
    record Token(String value, Instant expires) {

        @Override
        public String toString() {
            return "Token[until " + expires + "]";
        }
    }

    /** Where tokens come from. */
    @FunctionalInterface
    interface TokenSource {

        /** A fresh one. */
        Token fetch() throws CallException;
    }

    TokenCredentials(String header, String prefix, TokenSource source, InstantSource time, Duration patience) {
        this.header = header;
        this.prefix = prefix;
        this.source = source;
        this.time = time;
        this.patience = patience;
    }

    @Override
    public void sign(Outgoing request) throws CallException {
        request.header(header, List.of(prefix + " " + token().value()));
    }

    @Override
    public boolean renew() {
        current = null;
        return true;
    }

    private Token token() throws CallException {
        Token known = current;
        if (isFresh(known)) {
            return known;
        }
        try {
            if (!fetching.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new CallException(
                        Reason.AUTHENTICATION, "Expected a token in time, but the one who fetches it is late.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallException(Reason.AUTHENTICATION, "Expected to wait for a token, but was told to stop.", e);
        }
        try {
            Token fetched = current;
            if (!isFresh(fetched)) {
                fetched = source.fetch();
                current = fetched;
            }
            return fetched;
        } finally {
            fetching.unlock();
        }
    }

    /** A token that lives shorter than the margin is used until it ends. */
    private boolean isFresh(Token token) {
        return token != null && time.instant().isBefore(token.expires().minus(EARLY));
    }
}

package dev.arbor.integrator.http;

import dev.arbor.integrator.kind.CallException;
import dev.arbor.integrator.kind.CallException.Reason;
import dev.arbor.integrator.vault.SecretForms;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A token that is fetched when it is needed, shared by all calls, and fetched anew shortly before it expires or when the
 * other side no longer takes it (integrator spec 1.2.2). One call fetches; the others wait for it and share how it went.
 */
final class TokenCredentials implements Credentials {

    private static final Duration EARLY = Duration.ofSeconds(30);

    private final String header;
    private final String prefix;
    private final TokenSource source;
    private final InstantSource time;
    private final AtomicReference<CompletableFuture<Token>> fetching = new AtomicReference<>();
    private volatile Token current;

    /**
     * A token.
     *
     * @param until when another one is fetched
     */
    record Token(String value, Instant until) {

        /** Renewed half a minute early; a token that does not live that long, after half of its life. */
        static Token of(String value, Instant now, Instant expires) {
            Duration half = Duration.between(now, expires).dividedBy(2);
            return new Token(value, expires.minus(half.compareTo(EARLY) < 0 ? half : EARLY));
        }

        /** Never shows what is inside. */
        @Override
        public String toString() {
            return "Token[until " + until + "]";
        }
    }

    /** Where tokens come from. */
    interface TokenSource {

        /** A fresh one. Called by one thread at a time. */
        Token fetch(Deadline deadline) throws CallException;

        /** What it was given with tokens and must not be shown. */
        default Set<String> secrets() {
            return Set.of();
        }
    }

    TokenCredentials(String header, String prefix, TokenSource source, InstantSource time) {
        this.header = header;
        this.prefix = prefix;
        this.source = source;
        this.time = time;
    }

    @Override
    public void sign(Outgoing request, Deadline deadline) throws CallException {
        request.header(header, List.of(value(token(deadline))));
    }

    private String value(Token token) {
        return prefix + " " + token.value();
    }

    /** Only the token that was refused is forgotten: others may have fetched a newer one meanwhile. */
    @Override
    public boolean renew(Outgoing refused) {
        Token known = current;
        if (known != null && List.of(value(known)).equals(refused.headers().get(header))) {
            current = null;
        }
        return true;
    }

    @Override
    public Set<String> secrets() {
        Set<String> secrets = new LinkedHashSet<>();
        source.secrets().forEach(secret -> secrets.addAll(SecretForms.of(secret)));
        Token known = current;
        if (known != null) {
            secrets.addAll(SecretForms.of(known.value()));
        }
        return secrets;
    }

    private Token token(Deadline deadline) throws CallException {
        Token known = current;
        if (isFresh(known)) {
            return known;
        }
        CompletableFuture<Token> own = new CompletableFuture<>();
        CompletableFuture<Token> others = fetching.compareAndExchange(null, own);
        return others == null ? fetch(own, deadline) : await(others, deadline);
    }

    private Token fetch(CompletableFuture<Token> own, Deadline deadline) throws CallException {
        try {
            // Whoever fetched before may have been done just now.
            Token fetched = current;
            if (!isFresh(fetched)) {
                fetched = source.fetch(deadline);
                current = fetched;
            }
            own.complete(fetched);
            return fetched;
        } catch (CallException | RuntimeException | Error e) {
            own.completeExceptionally(e);
            throw e;
        } finally {
            fetching.set(null);
        }
    }

    private static Token await(CompletableFuture<Token> others, Deadline deadline) throws CallException {
        try {
            return others.get(deadline.left(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CallException failure) {
                throw new CallException(failure.reason(), failure.getMessage(), failure);
            }
            throw new IllegalStateException("Expected a token of the call that fetches it, but it failed.", e);
        } catch (TimeoutException e) {
            throw deadline.late("the fetching of a token");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallException(Reason.AUTHENTICATION, "Expected to wait for a token, but was told to stop.", e);
        }
    }

    private boolean isFresh(Token token) {
        return token != null && time.instant().isBefore(token.until());
    }
}

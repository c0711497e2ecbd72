package dev.arbor.platform.oauth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.arbor.platform.account.Accounts;
import dev.arbor.platform.account.Accounts.Stored;
import dev.arbor.platform.api.AccessToken;
import dev.arbor.platform.api.Account;
import dev.arbor.platform.api.InvalidTokenException;
import dev.arbor.platform.api.Tokens;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.JoseException;

/**
 * Issues tokens and verifies them: JSON Web Tokens, signed by HMAC-SHA-256 (integrator spec 3.2). They are verified by the
 * MicroProfile JWT implementation of the server, with the key that the token names. Who the bearer is comes from the
 * account, as it is now; the claims are for clients.
 */
@ApplicationScoped
public class SignedTokens implements Tokens {

    /** How long a token lives; clients count on it. */
    static final Duration LIFETIME = Duration.ofSeconds(43_200);

    private static final String ISSUER = "kinetic-data";

    private final KeyChain keys;
    private final Accounts accounts;
    private final String space;
    private final InstantSource time;
    private final JWTParser parser = new DefaultJWTParser(new DefaultJWTCallerPrincipalFactory());

    /** Clients send the same token with each of their calls; its signature is checked with the first of them. */
    private final Cache<String, Verified> verified =
            Caffeine.newBuilder().maximumSize(10_000).build();

    /** What a token was found to say when it was verified, and with which key. */
    private record Verified(SigningKey key, String username, Instant issued, Instant end) {}

    /** For the container's proxy. */
    protected SignedTokens() {
        this(null, null, null, null);
    }

    /**
     * A desk.
     *
     * @param space the slug of the space, for the claims ({@code arbor.space.slug})
     */
    @Inject
    public SignedTokens(
            KeyChain keys,
            Accounts accounts,
            @ConfigProperty(name = "arbor.space.slug", defaultValue = "arbor") String space,
            InstantSource time) {
        this.keys = keys;
        this.accounts = accounts;
        this.space = space;
        this.time = time;
    }

    /** A token for an account, asked for by a client. */
    AccessToken issue(Account account, String clientId) {
        SigningKey key = keys.active();
        JsonWebSignature signed = new JsonWebSignature();
        signed.setHeader("typ", "JWT");
        signed.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        signed.setKeyIdHeaderValue(key.kid());
        signed.setKey(key.secret());
        signed.setPayload(claims(account, clientId).toJson());
        try {
            return new AccessToken(signed.getCompactSerialization(), LIFETIME, account, ISSUER, space);
        } catch (JoseException e) {
            throw new IllegalStateException("Expected this Java to sign a token, but it failed.", e);
        }
    }

    private JwtClaims claims(Account account, String clientId) {
        Instant now = time.instant();
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setSubject(account.username());
        claims.setJwtId(UUID.randomUUID().toString());
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.plus(LIFETIME).getEpochSecond()));
        claims.setStringClaim("clientId", clientId);
        claims.setStringClaim("username", account.username());
        account.displayName().ifPresent(name -> claims.setStringClaim("displayName", name));
        account.email().ifPresent(email -> claims.setStringClaim("email", email));
        claims.setStringClaim("spaceSlug", space);
        claims.setClaim("spaceAdmin", account.spaceAdmin());
        return claims;
    }

    @Override
    public Account verify(String token) throws InvalidTokenException {
        Verified found = verified(token);
        if (!time.instant().isBefore(found.end())) {
            verified.invalidate(token);
            throw expired();
        }
        Stored stored = accounts.find(found.username())
                .orElseThrow(() -> new InvalidTokenException(
                        "Expected the token of an account that may sign in, but its account is gone or disabled."));
        if (stored.tokensSince()
                .filter(since -> found.issued().isBefore(since.truncatedTo(ChronoUnit.SECONDS)))
                .isPresent()) {
            throw new InvalidTokenException(
                    "Expected a token that was issued since the account has its name and its password, but it is older.");
        }
        return stored.account();
    }

    private Verified verified(String token) throws InvalidTokenException {
        Verified known = verified.getIfPresent(token);
        if (known != null && isAccepted(known.key())) {
            return known;
        }
        Verified found = verifyAnew(token);
        verified.put(token, found);
        return found;
    }

    private boolean isAccepted(SigningKey key) {
        return keys.accepted(key.kid()).filter(key::equals).isPresent();
    }

    private Verified verifyAnew(String token) throws InvalidTokenException {
        SigningKey key = keys.accepted(kid(token))
                .orElseThrow(() -> new InvalidTokenException(
                        "Expected a token signed with a key of this server, but its key is not known or has expired."));
        JsonWebToken said = parse(token, key);
        return new Verified(
                key,
                said.getSubject(),
                Instant.ofEpochSecond(said.getIssuedAtTime()),
                Instant.ofEpochSecond(said.getExpirationTime()));
    }

    private static String kid(String token) throws InvalidTokenException {
        try {
            String kid = JsonWebStructure.fromCompactSerialization(token).getKeyIdHeaderValue();
            if (kid != null) {
                return kid;
            }
        } catch (JoseException e) {
            throw unreadable();
        }
        throw unreadable();
    }

    private static InvalidTokenException unreadable() {
        return new InvalidTokenException("Expected a token of this server, but it cannot be read as one.");
    }

    private JsonWebToken parse(String token, SigningKey key) throws InvalidTokenException {
        try {
            return parser.parse(token, expectations(key));
        } catch (ParseException e) {
            if (e.getCause() instanceof InvalidJwtException invalid && invalid.hasExpired()) {
                throw expired();
            }
            throw new InvalidTokenException("Expected a token of this server, but it is not what was signed.");
        }
    }

    private static InvalidTokenException expired() {
        return new InvalidTokenException("Expected a token that is still valid, but it has expired.");
    }

    private static JWTAuthContextInfo expectations(SigningKey key) {
        JWTAuthContextInfo expected = new JWTAuthContextInfo();
        expected.setSecretVerificationKey(key.secret());
        expected.setSignatureAlgorithm(SignatureAlgorithm.HS256);
        expected.setIssuedBy(ISSUER);
        expected.setMaxTimeToLiveSecs(LIFETIME.toSeconds());
        expected.setExpGracePeriodSecs(0);
        expected.setClockSkew(0);
        return expected;
    }
}

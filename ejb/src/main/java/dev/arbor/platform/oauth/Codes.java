package dev.arbor.platform.oauth;

import dev.arbor.platform.api.OAuthRefusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** Authorization codes: good once, for {@link #LIFETIME}, for one client (integrator spec 3.3), and PKCE (RFC 7636). */
final class Codes {

    static final Duration LIFETIME = Duration.ofSeconds(60);

    private static final int BYTES = 32;
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    private final CodeTable table;
    private final InstantSource time;
    private final SecureRandom random = new SecureRandom();

    /** Whom and what a code is for. */
    record Purpose(String clientId, String username, Optional<String> redirectUri, Optional<String> challenge) {}

    Codes(CodeTable table, InstantSource time) {
        this.table = table;
        this.time = time;
    }

    /** A new code. */
    String issue(Purpose purpose) {
        purpose.challenge()
                .filter(challenge -> !CHALLENGE.matcher(challenge).matches())
                .ifPresent(challenge -> {
                    throw OAuthRefusal.badRequest(
                            "invalid_request", "Expected a code_challenge by the method S256, but it is none.");
                });
        Instant now = time.instant();
        table.removeExpired(now);
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String code = base64(bytes);
        table.insert(new CodeTable.Row(
                hash(code),
                purpose.clientId(),
                purpose.username(),
                purpose.redirectUri(),
                purpose.challenge(),
                now.plus(LIFETIME)));
        return code;
    }

    /**
     * Uses a code up.
     *
     * @return whose it was
     */
    String redeem(String clientId, String code, Optional<String> redirectUri, Optional<String> verifier) {
        CodeTable.Row row = table.find(hash(code))
                .filter(each -> each.clientId().equals(clientId))
                .orElseThrow(Codes::unknown);
        // From here on it is used up, whatever else is wrong: nobody tries verifiers one after the other.
        if (!table.take(row.hash())) {
            throw unknown();
        }
        if (!time.instant().isBefore(row.expiresAt())) {
            throw OAuthRefusal.invalidGrant(
                    "Expected a code that is at most " + LIFETIME.toSeconds() + " s old, but it has expired.");
        }
        if (row.redirectUri().isPresent() && !row.redirectUri().equals(redirectUri)) {
            throw OAuthRefusal.invalidGrant("Expected the redirect_uri that the code was asked for with.");
        }
        if (row.challenge().isPresent() != verifier.isPresent()
                || verifier.isPresent() && !row.challenge().get().equals(challengeOf(verifier.get()))) {
            throw OAuthRefusal.invalidGrant("Expected the code_verifier that belongs to the code_challenge.");
        }
        return row.username();
    }

    private static OAuthRefusal unknown() {
        return OAuthRefusal.invalidGrant(
                "Expected a code that was issued to this client and not used yet, but it is none.");
    }

    private static String challengeOf(String verifier) {
        return VERIFIER.matcher(verifier).matches() ? hash(verifier) : "";
    }

    private static String hash(String text) {
        try {
            return base64(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected this Java to have SHA-256, but it has not.", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

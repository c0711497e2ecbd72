package dev.arbor.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What somebody who has not signed in is known by (integrator spec 4.5 and 5.5, {@code sessionToken}). The browser has a
 * random secret; submissions, rules and events have its digest, with which nobody comes in.
 */
public final class VisitorToken {

    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();

    /** The attribute of a request that was given a new secret. */
    private static final String NEW = "dev.arbor.visitor";

    private VisitorToken() {}

    /** The digest of the secret of a request, if it has one. */
    public static Optional<String> of(HttpServletRequest request) {
        return secret(request).map(VisitorToken::digest);
    }

    private static Optional<String> secret(HttpServletRequest request) {
        return request.getAttribute(NEW) instanceof String given
                ? Optional.of(given)
                : Cookies.value(request, Cookies.VISITOR)
                        .filter(text -> FORM.matcher(text).matches());
    }

    /** Sees to it that the browser has a secret. */
    static void ensure(HttpServletRequest request, HttpServletResponse response) {
        if (secret(request).isEmpty()) {
            byte[] bytes = new byte[BYTES];
            RANDOM.nextBytes(bytes);
            String secret = base64(bytes);
            request.setAttribute(NEW, secret);
            response.addHeader("Set-Cookie", Cookies.set(request, Cookies.VISITOR, secret));
        }
    }

    private static String digest(String secret) {
        try {
            return base64(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected this Java to have SHA-256, but it has not.", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

package dev.arbor.web.core;

import dev.arbor.platform.api.PlatformRefusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Where the next page of a list begins: the key of the last item, bound to what was asked for (integrator spec 4.1.5).
 * With another question it is refused.
 */
final class PageToken {

    private static final int HASH_BYTES = 8;

    private PageToken() {}

    /** The token behind an item of a list that a question gave. */
    static String of(String key, String question) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8)) + "."
                + hash(question);
    }

    /**
     * The key of a token.
     *
     * @throws PlatformRefusal when it is none, or belongs to another question
     */
    static String key(String token, String question) {
        int dot = token.lastIndexOf('.');
        if (dot < 0 || !token.substring(dot + 1).equals(hash(question))) {
            throw PlatformRefusal.invalid(
                    "invalid_page_token", "Expected the page token of this query, but it belongs to another one.");
        }
        try {
            return new String(Base64.getUrlDecoder().decode(token.substring(0, dot)), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw PlatformRefusal.invalid("invalid_page_token", "Expected a page token, but it cannot be read.");
        }
    }

    private static String hash(String question) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(question.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected the JDK to compute SHA-256, but it cannot.", e);
        }
    }
}

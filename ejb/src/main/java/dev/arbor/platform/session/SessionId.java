package dev.arbor.platform.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a browser keeps: 256 random bits. Everything that others see of it is a digest that does not lead back to it. */
final class SessionId {

    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] XSRF = "xsrf".getBytes(StandardCharsets.US_ASCII);

    private final String text;

    private SessionId(String text) {
        this.text = text;
    }

    /** A new one. */
    static SessionId random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new SessionId(base64(bytes));
    }

    /** One that a browser has sent; empty for what cannot be one. */
    static Optional<SessionId> of(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new SessionId(text)) : Optional.empty();
    }

    /** For the browser alone. */
    String text() {
        return text;
    }

    /** What its row is found by. */
    String hash() {
        return digest(text);
    }

    /** What scripts of our pages may know: it comes from the id, and the id does not come from it. */
    String xsrfToken() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(text.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return base64(mac.doFinal(XSRF));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected this Java to compute an HMAC, but it cannot.", e);
        }
    }

    /** A digest of a text, as rows have it. */
    static String digest(String text) {
        try {
            return base64(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected this Java to have SHA-256, but it has not.", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Not the id. */
    @Override
    public String toString() {
        return "SessionId[" + hash() + "]";
    }
}

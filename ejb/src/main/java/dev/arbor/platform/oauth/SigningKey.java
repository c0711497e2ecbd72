package dev.arbor.platform.oauth;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that tokens are signed with.
 *
 * @param generation 1 for the first one; the highest one signs
 * @param kid its name, written into the tokens; not secret
 * @param secret 256 bits for HMAC-SHA-256
 * @param createdAt since when it signs
 */
record SigningKey(int generation, String kid, SecretKey secret, Instant createdAt) {

    private static final int BYTES = 32;

    /** A new one. */
    static SigningKey make(int generation, Instant now) {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new SigningKey(generation, UUID.randomUUID().toString(), secret(bytes), now);
    }

    /** Its secret as it is kept. */
    String text() {
        return Base64.getEncoder().encodeToString(secret.getEncoded());
    }

    /** The secret from how it is kept. */
    static SecretKey secret(String text) {
        return secret(Base64.getDecoder().decode(text));
    }

    private static SecretKey secret(byte[] bytes) {
        return new SecretKeySpec(bytes, "HmacSHA256");
    }

    /** Its name alone: keys end up in messages. */
    @Override
    public String toString() {
        return "SigningKey[" + generation + ", " + kid + "]";
    }
}

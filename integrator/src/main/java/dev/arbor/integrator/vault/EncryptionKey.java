package dev.arbor.integrator.vault;

import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that secrets are sealed with.
 *
 * @param id its name, written into every envelope; not secret
 * @param secret 256 bits for AES
 */
public record EncryptionKey(String id, SecretKey secret) {

    static final int BYTES = 32;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    /** A key from its bytes. */
    static EncryptionKey of(String id, byte[] bytes) {
        return new EncryptionKey(id, new SecretKeySpec(bytes, "AES"));
    }

    /**
     * Reads {@code id:base64}. Messages never quote what follows the colon.
     *
     * @throws IllegalArgumentException when it is not that, or not 32 bytes
     */
    static EncryptionKey parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0 || !ID.matcher(text.substring(0, colon)).matches()) {
            throw new IllegalArgumentException(
                    "Expected an encryption key as id:base64, with an id of letters, digits, dots, hyphens and"
                            + " underscores, but one is not.");
        }
        String id = text.substring(0, colon);
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text.substring(colon + 1).strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Expected the encryption key '" + id + "' in Base64, but it is not.");
        }
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("Expected the encryption key '" + id + "' to be of " + BYTES
                    + " bytes, but it is of " + bytes.length + ".");
        }
        EncryptionKey key = of(id, bytes);
        Arrays.fill(bytes, (byte) 0);
        return key;
    }

    /** Its name alone: keys end up in messages. */
    @Override
    public String toString() {
        return "EncryptionKey[" + id + "]";
    }
}

package dev.arbor.platform.account;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Hashes passwords: PBKDF2 with HMAC-SHA-512, a salt for each, and as many rounds as are advised for it. The text that is
 * stored carries the rounds, so that they can be raised without making old hashes useless:
 * {@code pbkdf2-sha512$rounds$salt$hash}.
 */
public final class PasswordHash {

    private static final String SCHEME = "pbkdf2-sha512";
    private static final int ROUNDS = 210_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A hash of nothing, so that an unknown name takes as long as a wrong password. */
    static final String OF_NOBODY = of(Long.toHexString(RANDOM.nextLong()));

    private PasswordHash() {}

    /** What to store for a password. */
    public static String of(String password) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return SCHEME + "$" + ROUNDS + "$" + base64(salt) + "$" + base64(hash(password, salt, ROUNDS));
    }

    /** Whether a password is the one that was stored; takes the same time for a wrong one. */
    static boolean matches(String password, String stored) {
        String[] parts = stored.split("\\$");
        if (parts.length != 4 || !parts[0].equals(SCHEME)) {
            throw new IllegalStateException("Expected a stored password hash, but found something else.");
        }
        byte[] salt = Base64.getDecoder().decode(parts[2]);
        byte[] expected = Base64.getDecoder().decode(parts[3]);
        return MessageDigest.isEqual(expected, hash(password, salt, Integer.parseInt(parts[1])));
    }

    private static byte[] hash(String password, byte[] salt, int rounds) {
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, rounds, HASH_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected the JDK to hash passwords, but it cannot.", e);
        } finally {
            spec.clearPassword();
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }
}

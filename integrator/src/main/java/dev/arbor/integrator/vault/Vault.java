package dev.arbor.integrator.vault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals and opens secrets. An envelope is JSON: {@code {"v":1,"kid":…,"iv":…,"ct":…,"tag":…}}, the last three in Base64.
 * Whose secret it is and where it belongs is authenticated with it, so an envelope opens nowhere but in its own place.
 */
public final class Vault {

    private static final int VERSION = 1;
    private static final int IV_BYTES = 12;
    private static final int TAG_BYTES = 16;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KeyRing keys;
    private final SecureRandom random = new SecureRandom();

    /** Where a secret belongs. */
    public record Place(String owner, String path) {

        private byte[] bytes() {
            return ("arbor|" + owner + "|" + path).getBytes(StandardCharsets.UTF_8);
        }
    }

    /** With keys. */
    public Vault(KeyRing keys) {
        this.keys = keys;
    }

    /** The id of the key that seals. */
    public String activeKey() {
        return keys.active().id();
    }

    /** Seals a text with the active key; twice the same text makes two different envelopes. */
    public String seal(Place place, String plain) {
        byte[] iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        byte[] sealed;
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, keys.active(), iv, place);
            sealed = cipher.doFinal(plain.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected this Java to have AES in GCM, but it failed.", e);
        }
        int end = sealed.length - TAG_BYTES;
        return JSON.createObjectNode()
                .put("v", VERSION)
                .put("kid", keys.active().id())
                .put("iv", base64(iv))
                .put("ct", base64(Arrays.copyOf(sealed, end)))
                .put("tag", base64(Arrays.copyOfRange(sealed, end, sealed.length)))
                .toString();
    }

    /**
     * Opens an envelope.
     *
     * @throws UnreadableSecretException when its key is not at hand, or it is not what was sealed for this place
     */
    public String open(Place place, String envelope) throws UnreadableSecretException {
        JsonNode parts = parse(envelope);
        String kid = parts.path("kid").asText();
        EncryptionKey key = keys.find(kid)
                .orElseThrow(() -> new UnreadableSecretException(
                        "Expected the encryption key '" + kid + "', but it is not among the configured ones.", null));
        try {
            byte[] iv = parts.path("iv").binaryValue();
            byte[] ct = parts.path("ct").binaryValue();
            byte[] tag = parts.path("tag").binaryValue();
            if (iv == null || ct == null || tag == null || tag.length != TAG_BYTES) {
                throw new UnreadableSecretException(
                        "Expected the envelope of a secret, but parts of it are missing.", null);
            }
            byte[] sealed = Arrays.copyOf(ct, ct.length + TAG_BYTES);
            System.arraycopy(tag, 0, sealed, ct.length, TAG_BYTES);
            return new String(cipher(Cipher.DECRYPT_MODE, key, iv, place).doFinal(sealed), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IOException e) {
            throw new UnreadableSecretException(
                    "Expected a secret sealed with the key '" + kid + "' for this place, but it was changed or moved.",
                    e);
        }
    }

    private static JsonNode parse(String envelope) throws UnreadableSecretException {
        try {
            JsonNode parts = JSON.readTree(envelope);
            if (parts.path("v").asInt() == VERSION) {
                return parts;
            }
            throw new UnreadableSecretException("Expected the envelope of a secret, but this is none.", null);
        } catch (JsonProcessingException e) {
            // The cause quotes what it read; that stays out of logs.
            throw new UnreadableSecretException("Expected the envelope of a secret, but this is none.", null);
        }
    }

    private static Cipher cipher(int mode, EncryptionKey key, byte[] iv, Place place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.secret(), new GCMParameterSpec(TAG_BYTES * 8, iv));
        cipher.updateAAD(place.bytes());
        return cipher;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}

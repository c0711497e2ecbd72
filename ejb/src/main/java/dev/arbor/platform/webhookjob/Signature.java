package dev.arbor.platform.webhookjob;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Shows a receiver that a delivery is from here, whole and of now: HMAC-SHA-256 over the seconds of its time, a dot, and
 * its body.
 */
final class Signature {

    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    /** The headers of a signed body. */
    static Map<String, String> headers(String secret, String body, Instant now) {
        String time = Long.toString(now.getEpochSecond());
        return Map.of("X-Arbor-Timestamp", time, "X-Arbor-Signature", "sha256=" + of(secret, time + "." + body));
    }

    private static String of(String secret, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected the JDK to compute " + ALGORITHM + ", but it cannot.", e);
        }
    }
}

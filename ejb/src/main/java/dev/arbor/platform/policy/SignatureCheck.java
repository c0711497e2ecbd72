package dev.arbor.platform.policy;

import dev.arbor.platform.api.TaskRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Looks at signatures of requests: {@code X-Kinetic-SignatureKey} names the access key, {@code X-Kinetic-Timestamp} has the
 * seconds since 1970, and {@code X-Kinetic-Signature} is {@code sha256=} and the HMAC-SHA-256 in hex, by the secret of the
 * key, over four lines without a line end after the last: the timestamp, the method, the path with its query as it is sent,
 * and the SHA-256 of the body in hex.
 */
@ApplicationScoped
public class SignatureCheck {

    /** The header that names the key. */
    static final String KEY = "X-Kinetic-SignatureKey";

    static final String TIMESTAMP = "X-Kinetic-Timestamp";
    static final String SIGNATURE = "X-Kinetic-Signature";

    /** How far the clock of a client may be from ours, either way. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final String SCHEME = "sha256=";
    private static final String ALGORITHM = "HmacSHA256";

    private final AccessKeySecrets secrets;
    private final InstantSource time;

    /** For the container's proxy. */
    protected SignatureCheck() {
        this(null, null);
    }

    @Inject
    public SignatureCheck(AccessKeySecrets secrets, InstantSource time) {
        this.secrets = secrets;
        this.time = time;
    }

    /**
     * What is wrong with the signature of a request; empty when it is good.
     *
     * @param allowed identifiers of the keys that may have made it; empty for any
     */
    Optional<String> complaint(TaskRequest request, Set<String> allowed) {
        Optional<String> key = request.header(KEY);
        Optional<String> signature = request.header(SIGNATURE);
        Optional<String> timestamp = request.header(TIMESTAMP);
        if (key.isEmpty() || signature.isEmpty() || timestamp.isEmpty()) {
            return Optional.of("Expected the headers " + KEY + ", " + TIMESTAMP + " and " + SIGNATURE
                    + ", but they are not all there.");
        }
        return late(timestamp.get().strip())
                .or(() -> matches(
                                request,
                                key.get(),
                                timestamp.get().strip(),
                                signature.get().strip(),
                                allowed)
                        ? Optional.empty()
                        : Optional.of("Expected a signature of this request by an access key that is allowed here, but"
                                + " it is not."));
    }

    private Optional<String> late(String timestamp) {
        if (!timestamp.matches("\\d{1,12}")) {
            return Optional.of("Expected seconds since 1970 in " + TIMESTAMP + ", but it is something else.");
        }
        Duration off = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), time.instant());
        return off.abs().compareTo(TOLERANCE) <= 0
                ? Optional.empty()
                : Optional.of("Expected a signature of the last " + TOLERANCE.toSeconds()
                        + " seconds, but it is off by " + off.toSeconds() + ".");
    }

    /** Takes as long for a wrong signature as for the right one, and does not tell whether there is such a key. */
    private boolean matches(TaskRequest request, String key, String timestamp, String signature, Set<String> allowed) {
        Optional<String> secret =
                allowed.isEmpty() || allowed.contains(key) ? secrets.find(key) : Optional.<String>empty();
        if (secret.isEmpty()) {
            return false;
        }
        String expected = SCHEME + sign(secret.get(), timestamp, request.method(), request.target(), request.body());
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8),
                signature.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    }

    static String sign(String secret, String timestamp, String method, String target, byte[] body) {
        try {
            String digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(body));
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            String text = timestamp + "\n" + method + "\n" + target + "\n" + digest;
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected the JDK to compute " + ALGORITHM + ", but it cannot.", e);
        }
    }
}

package dev.arbor.task;

import dev.arbor.server.TaskApi;
import dev.arbor.server.TaskApi.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A client that signs its requests with an access key, written after the README, and signs in as nobody. */
record SignedClient(TaskApi api, String key, String secret, Instant at) {

    /** One that signs now. */
    static SignedClient of(TaskApi api, String key, String secret) {
        return new SignedClient(api, key, secret, Instant.now());
    }

    /** The same at another time. */
    SignedClient at(Instant time) {
        return new SignedClient(api, key, secret, time);
    }

    /** Signs a request as it is sent. */
    Answer send(String method, String path, String body) {
        return send(method, path, body, body);
    }

    /** Sends another body than the one that was signed. */
    Answer send(String method, String path, String signed, String sent) {
        String target = path.startsWith("//") ? path.substring(1) : TaskApi.PREFIX + path;
        String time = Long.toString(at.getEpochSecond());
        return api.send(
                method,
                path,
                BodyPublishers.ofString(sent),
                "Authorization",
                "",
                "Content-Type",
                "application/json",
                "X-Kinetic-SignatureKey",
                key,
                "X-Kinetic-Timestamp",
                time,
                "X-Kinetic-Signature",
                "sha256=" + sign(time + "\n" + method + "\n" + target + "\n" + digest(signed)));
    }

    private String sign(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String digest(String body) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}

package dev.arbor.platform.oauth;

import dev.arbor.platform.api.PlatformRefusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * Tickets that let whoever has them fetch one file for a moment. They are signed as tokens are, so that every server of a
 * database accepts them; a ticket names no issuer, so that it is never taken for a token.
 */
@ApplicationScoped
public class FileTickets {

    /** How long a ticket is accepted. */
    static final Duration LIFETIME = Duration.ofSeconds(5);

    private static final String TYPE = "arbor-file";
    private static final String FILE = "file";
    private static final String UNTIL = "until";

    private final KeyChain keys;
    private final InstantSource time;

    /** For the container's proxy. */
    protected FileTickets() {
        this(null, null);
    }

    @Inject
    public FileTickets(KeyChain keys, InstantSource time) {
        this.keys = keys;
        this.time = time;
    }

    /** A ticket for a file. May not be called within a transaction, as the keys may not. */
    public String issue(UUID file) {
        SigningKey key = keys.active();
        long until = time.instant().plus(LIFETIME).toEpochMilli();
        JsonWebSignature signed = new JsonWebSignature();
        signed.setHeader("typ", TYPE);
        signed.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        signed.setKeyIdHeaderValue(key.kid());
        signed.setKey(key.secret());
        signed.setPayload(JsonUtil.toJson(Map.of(FILE, file.toString(), UNTIL, until)));
        try {
            return signed.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("Expected this Java to sign a ticket, but it failed.", e);
        }
    }

    /**
     * The file of a ticket.
     *
     * @throws PlatformRefusal when it is not a ticket of ours, or not any more
     */
    public UUID redeem(String ticket) {
        Map<String, Object> payload = payload(ticket)
                .orElseThrow(() -> PlatformRefusal.forbidden(
                        "Expected a link to a file that this server" + " has signed, but it cannot be read as one."));
        if (!time.instant().isBefore(Instant.ofEpochMilli(((Number) payload.get(UNTIL)).longValue()))) {
            throw PlatformRefusal.forbidden(
                    "Expected a link that is still valid, but it has expired; ask for another.");
        }
        return UUID.fromString((String) payload.get(FILE));
    }

    private Optional<Map<String, Object>> payload(String ticket) {
        try {
            JsonWebSignature signed = new JsonWebSignature();
            signed.setAlgorithmConstraints(new AlgorithmConstraints(
                    AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.HMAC_SHA256));
            signed.setCompactSerialization(ticket);
            String kid = signed.getKeyIdHeaderValue();
            Optional<SigningKey> key = kid == null ? Optional.empty() : keys.accepted(kid);
            if (key.isEmpty() || !TYPE.equals(signed.getHeader("typ"))) {
                return Optional.empty();
            }
            signed.setKey(key.get().secret());
            return signed.verifySignature() ? Optional.of(JsonUtil.parseJson(signed.getPayload())) : Optional.empty();
        } catch (JoseException e) {
            return Optional.empty(); // Whoever made it up is told that it is none.
        }
    }
}

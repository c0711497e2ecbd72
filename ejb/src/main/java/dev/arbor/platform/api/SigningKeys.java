package dev.arbor.platform.api;

import dev.arbor.engine.api.Caller;
import java.time.Instant;
import java.util.Optional;

/** The keys that tokens are signed with (integrator spec 3.2 and 8.1). */
public interface SigningKeys {

    /**
     * What a rotation did.
     *
     * @param kid the name of the key that signs now
     * @param earlierAcceptedUntil how long tokens that the key before signed may be accepted; empty when they are not
     */
    record Rotated(String kid, Optional<Instant> earlierAcceptedUntil) {}

    /**
     * Makes a key that signs from now on.
     *
     * @param revoke whether every token that was issued so far is refused from now on; otherwise each is accepted until
     *     it expires
     */
    Rotated rotate(boolean revoke, Caller caller);
}

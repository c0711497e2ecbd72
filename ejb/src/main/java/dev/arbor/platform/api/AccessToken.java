package dev.arbor.platform.api;

import java.time.Duration;

/**
 * A token that was just issued (integrator spec 3.2).
 *
 * @param value what its bearer sends
 * @param lifetime how long it is accepted
 * @param account whose it is
 * @param issuer as in its claim {@code iss}
 * @param spaceSlug as in its claim
 */
public record AccessToken(String value, Duration lifetime, Account account, String issuer, String spaceSlug) {

    /** Whose it is; the token itself stays out of logs. */
    @Override
    public String toString() {
        return "AccessToken[" + account.username() + "]";
    }
}

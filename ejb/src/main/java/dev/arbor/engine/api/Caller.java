package dev.arbor.engine.api;

/**
 * Who asks.
 *
 * @param username name of the account, recorded as createdBy and updatedBy
 * @param origin how the request came, recorded on triggers, for example {@code API v2 Run Tree by admin from 127.0.0.1}
 */
public record Caller(String username, String origin) {

    /** The engine itself. */
    public static final Caller SYSTEM = new Caller("SYSTEM", "ENGINE");
}

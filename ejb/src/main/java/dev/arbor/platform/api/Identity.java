package dev.arbor.platform.api;

import java.util.Optional;

/**
 * Who asks the platform for something, and because of what.
 *
 * @param username name of the account; {@code anonymous} for somebody who has not signed in
 * @param authenticated whether this is an account
 * @param spaceAdmin whether it may do everything in the space
 * @param depth how many workflows have caused each other up to this request; 0 for one that a person sent
 * @param sessionToken what the submissions of this browser are known by that were made in it before anybody signed in
 */
public record Identity(
        String username,
        Optional<String> displayName,
        Optional<String> email,
        boolean authenticated,
        boolean spaceAdmin,
        int depth,
        Optional<String> sessionToken) {

    /** What causes itself no further than this (integrator spec 5.2). */
    public static final int MAX_DEPTH = 16;

    /** Somebody whose browser made no submission without them. */
    public Identity(
            String username,
            Optional<String> displayName,
            Optional<String> email,
            boolean authenticated,
            boolean spaceAdmin,
            int depth) {
        this(username, displayName, email, authenticated, spaceAdmin, depth, Optional.empty());
    }

    /** An account that sent a request. */
    public static Identity of(Account account, int depth) {
        return new Identity(
                account.username(), account.displayName(), account.email(), true, account.spaceAdmin(), depth);
    }

    /** Somebody who has not signed in. */
    public static Identity anonymous() {
        return new Identity("anonymous", Optional.empty(), Optional.empty(), false, false, 0);
    }

    /** The same in a browser that is known by a token. */
    public Identity withSessionToken(Optional<String> token) {
        return new Identity(username, displayName, email, authenticated, spaceAdmin, depth, token);
    }

    /** The platform itself. */
    public static Identity system() {
        return new Identity("system", Optional.empty(), Optional.empty(), true, true, 0);
    }
}

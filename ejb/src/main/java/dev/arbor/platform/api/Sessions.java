package dev.arbor.platform.api;

import java.util.Optional;

/**
 * Sign-ins that last: of browsers, which send an id with each request instead of a password (integrator spec 3.4). They
 * hold on every server, and over restarts. One ends when it was not used for long, at a fixed time after the sign-in, with
 * a new password, and when its account is disabled or removed.
 */
public interface Sessions {

    /**
     * A session.
     *
     * @param id what the browser keeps and nobody else may know
     * @param xsrfToken what scripts of our own pages send along to show that they are ours; tells nothing of the id
     * @param account whose it is, as the account is now
     */
    record Session(String id, String xsrfToken, Account account) {

        /** Neither the id nor the token. */
        @Override
        public String toString() {
            return "Session[" + account.username() + "]";
        }
    }

    /**
     * How a sign-in ended.
     *
     * @param session present exactly when welcome
     */
    record Attempt(SignIn.Outcome outcome, Optional<Session> session) {}

    /**
     * Signs in, with a new id whatever the browser had before; that session ends.
     *
     * @param username as typed
     * @param password as typed
     * @param from the address that the attempt comes from
     * @param before the id that the browser had
     * @throws PlatformRefusal FORBIDDEN when the account may not come from there
     */
    Attempt begin(String username, String password, String from, Optional<String> before);

    /** The session of an id, if there is one that has not ended; it has been used now. */
    Optional<Session> find(String id);

    /** Ends a session, if there is one. */
    void end(String id);

    /** Where the space wants a browser to go that has signed out, as it was written. */
    Optional<String> afterLogout();
}

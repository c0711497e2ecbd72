package dev.arbor.platform.api;

import java.util.Optional;

/** Tells who somebody is by what they know. */
public interface SignIn {

    /** How an attempt ended. */
    enum Outcome {
        /** The name and the password belong together. */
        WELCOME,
        /** They do not, or there is no such account, or it is disabled; nobody is told which. */
        WRONG,
        /** Too many wrong attempts from there for that name; this one was not looked at. */
        TOO_MANY
    }

    /**
     * An attempt.
     *
     * @param account who it is; present exactly when welcome
     */
    record Attempt(Outcome outcome, Optional<Account> account) {}

    /**
     * Judges an attempt.
     *
     * @param username as typed
     * @param password as typed
     * @param from where the attempt comes from, to slow down those who guess
     */
    Attempt attempt(String username, String password, String from);
}

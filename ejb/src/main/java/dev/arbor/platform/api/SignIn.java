package dev.arbor.platform.api;

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
     * Judges an attempt.
     *
     * @param username as typed
     * @param password as typed
     * @param from where the attempt comes from, to slow down those who guess
     */
    Outcome attempt(String username, String password, String from);
}

package dev.arbor.platform.account;

import java.util.Optional;

/**
 * What the person who started the server is told about signing in.
 *
 * @param username of the first administrator
 * @param generatedPassword only when this start made it up; it is stored as a hash and cannot be told again
 * @param source where the password comes from, as part of a sentence, for example {@code ARBOR_ADMIN_PASSWORD}
 */
public record Announcement(String username, Optional<String> generatedPassword, String source) {

    /** One line for the console. */
    public String line() {
        return generatedPassword
                .map(password -> "Sign in as '" + username + "' with the password '" + password + "' (" + source + ").")
                .orElse("Sign in as '" + username + "' with the password " + source + ".");
    }

    /** Keeps the password out of logs. */
    @Override
    public String toString() {
        return "Announcement[" + username + ", " + source + "]";
    }
}

package dev.arbor.platform.api;

import java.util.Optional;

/**
 * Somebody, or some program, that may sign in.
 *
 * @param spaceAdmin whether it may administer the space
 * @param service whether it belongs to a program; such an account is an OAuth client of the same id too
 * @param allowedIps the addresses and ranges that it may send requests from, separated by commas; blank for any
 */
public record Account(
        String username,
        Optional<String> displayName,
        Optional<String> email,
        boolean spaceAdmin,
        boolean service,
        String allowedIps) {

    /** One that may send requests from anywhere. */
    public Account(
            String username,
            Optional<String> displayName,
            Optional<String> email,
            boolean spaceAdmin,
            boolean service) {
        this(username, displayName, email, spaceAdmin, service, "");
    }
}

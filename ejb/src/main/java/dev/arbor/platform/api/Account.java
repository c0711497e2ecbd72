package dev.arbor.platform.api;

import java.util.Optional;

/**
 * Somebody, or some program, that may sign in.
 *
 * @param spaceAdmin whether it may administer the space
 * @param service whether it belongs to a program; such an account is an OAuth client of the same id too
 */
public record Account(
        String username, Optional<String> displayName, Optional<String> email, boolean spaceAdmin, boolean service) {}

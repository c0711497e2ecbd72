package dev.arbor.web.security;

/** What the one who sends a request is, to {@code SecurityContext.isUserInRole}. */
public final class Roles {

    /** Everybody who has signed in. */
    public static final String USER = "user";

    /** Who may administer the space. */
    public static final String SPACE_ADMIN = "spaceAdmin";

    /** Who came with a token. Whoever came with a password is not this. */
    public static final String BEARER = "bearer";

    private Roles() {}
}

package dev.arbor.platform.api;

/**
 * What somebody may do, asked many times within one thing that is done. What was found out once is not looked up again:
 * definitions of policies, what is known of the one who asks, and what rules said that do not depend on what they are
 * asked about. Good for one thread, and for no longer than what is asked about stays as it is.
 */
public interface Permissions {

    /** Whether there is a right. Whatever cannot be decided is a no. */
    boolean may(Right right, Subject subject);

    /**
     * Goes on only if there is a right.
     *
     * @throws PlatformRefusal FORBIDDEN; UNAUTHORIZED for somebody who has not signed in
     */
    void demand(Right right, Subject subject);
}

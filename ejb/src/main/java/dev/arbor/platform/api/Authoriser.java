package dev.arbor.platform.api;

/**
 * Decides who may do what (integrator spec 5.5, Policy resolution). Every bean of the platform asks it, and only it, and
 * asks before it changes anything.
 */
public interface Authoriser {

    /** What somebody may do; for lists, which ask about much at once. */
    Permissions permissions(Identity who);

    /** Whether somebody has a right. Whatever cannot be decided is a no. */
    default boolean may(Identity who, Right right, Subject subject) {
        return permissions(who).may(right, subject);
    }

    /**
     * Goes on only if somebody has a right.
     *
     * @throws PlatformRefusal FORBIDDEN; UNAUTHORIZED for somebody who has not signed in
     */
    default void demand(Identity who, Right right, Subject subject) {
        permissions(who).demand(right, subject);
    }
}

package dev.arbor.platform.api;

/** Decides who may do what (integrator spec 5.5, Policy resolution). Every bean of the platform asks it, and only it. */
public interface Authoriser {

    /** Whether somebody has a right. Whatever cannot be decided is a no. */
    boolean may(Identity who, Right right, Subject subject);

    /**
     * Goes on only if somebody has a right.
     *
     * @throws PlatformRefusal FORBIDDEN
     */
    void demand(Identity who, Right right, Subject subject);
}

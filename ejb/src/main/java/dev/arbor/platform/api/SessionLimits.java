package dev.arbor.platform.api;

import java.time.Duration;

/** How long sign-ins of browsers last (engine spec 5.9, /config/session). */
public interface SessionLimits {

    /** How long one lasts that is not used. */
    Duration idle();

    /**
     * Changes it, for sessions that there are too; each server feels it within a second.
     *
     * @param idle whole seconds
     * @throws PlatformRefusal INVALID for less than a minute, FORBIDDEN
     */
    void idle(Identity who, Duration idle);
}

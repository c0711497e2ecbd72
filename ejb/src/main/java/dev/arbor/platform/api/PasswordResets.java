package dev.arbor.platform.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** New passwords for those who do not know theirs (integrator spec 4.7). Everything may throw {@link PlatformRefusal}. */
public interface PasswordResets {

    /**
     * A token with which the password of a user can be set once.
     *
     * @param body may have {@code expiresAt}, a time, or {@code expiresIn}, an object of days, hours, minutes, seconds and
     *     milliseconds; without them it is good for a day
     */
    String issue(Identity who, String username, ObjectNode body);

    /**
     * Sets the password of the one whose token it is, and uses the token up.
     *
     * @param from where the request comes from, to slow down those who guess
     * @return the name of the user
     */
    String redeem(String token, String password, String from);
}

package dev.arbor.platform.api;

/** Tells who somebody is by a token of ours (integrator spec 3.2). */
public interface Tokens {

    /**
     * Whose token it is, as the account is now.
     *
     * @throws InvalidTokenException when it is not one of ours, was changed, has expired, or its account is gone or
     *     disabled
     */
    Account verify(String token) throws InvalidTokenException;
}

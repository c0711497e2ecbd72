package dev.arbor.platform.api;

/**
 * A request to the OAuth endpoints that is not granted (integrator spec 3; RFC 6749, 5.2). Nothing was granted or changed.
 * The message is one sentence without a secret in it.
 */
public final class OAuthRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String error;

    private OAuthRefusal(int status, String error, String message) {
        super(message);
        this.status = status;
        this.error = error;
    }

    /** A request of the wrong form, or for what nobody is granted: status 400. */
    public static OAuthRefusal badRequest(String error, String message) {
        return new OAuthRefusal(400, error, message);
    }

    /** A client that is not registered or could not prove who it is: status 401. */
    public static OAuthRefusal invalidClient(String message) {
        return new OAuthRefusal(401, "invalid_client", message);
    }

    /** A code that is wrong, used, expired or another client's: status 400. */
    public static OAuthRefusal invalidGrant(String message) {
        return new OAuthRefusal(400, "invalid_grant", message);
    }

    /** A client that has guessed too often: status 429. */
    public static OAuthRefusal tooMany() {
        return new OAuthRefusal(
                429, "temporarily_unavailable", "Expected fewer wrong client secrets; try again in a minute.");
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** What clients branch on. */
    public String error() {
        return error;
    }
}

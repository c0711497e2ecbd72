package dev.arbor.engine.api;

import java.util.Optional;

/**
 * A request that the engine understood and will not carry out. Nothing was changed. The message is one sentence that
 * names the thing; {@link #errorKey()} is what clients branch on (engine spec 5, Errors).
 */
public final class Refusal extends RuntimeException {

    /** Why a request is refused; each has one HTTP status. */
    public enum Reason {
        /** The request itself is wrong. */
        INVALID(400),
        /** Somebody may not do this. */
        FORBIDDEN(403),
        /** What the request names is not there. */
        NOT_FOUND(404),
        /** The request carries more than is accepted. */
        TOO_LARGE(413),
        /** It would be done, but not now: the server is starting or stopping. */
        UNAVAILABLE(503);

        private final int status;

        Reason(int status) {
            this.status = status;
        }

        /** The HTTP status of such a refusal. */
        public int status() {
            return status;
        }
    }

    private final Reason reason;
    private final String errorKey;

    private Refusal(Reason reason, String errorKey, String message) {
        super(message);
        this.reason = reason;
        this.errorKey = errorKey;
    }

    /** A wrong request. */
    public static Refusal invalid(String errorKey, String message) {
        return new Refusal(Reason.INVALID, errorKey, message);
    }

    /** A request that names something that is not there. */
    public static Refusal notFound(String message) {
        return new Refusal(Reason.NOT_FOUND, "not_found", message);
    }

    /** A request for another reason. */
    public static Refusal of(Reason reason, String errorKey, String message) {
        return new Refusal(reason, errorKey, message);
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** The key that clients branch on, for example {@code stale_record}. */
    public Optional<String> errorKey() {
        return Optional.ofNullable(errorKey);
    }
}

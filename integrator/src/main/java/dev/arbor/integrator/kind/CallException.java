package dev.arbor.integrator.kind;

/** A call that gave no answer. The message holds no secret. */
public final class CallException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What kind of failure. */
    public enum Reason {
        /** The other side cannot be reached, broke off or took too long: the connection is to blame. */
        CONNECTION("connection_error", true),
        /** Everything took longer than it may. */
        TIMEOUT("timeout", true),
        /** No token could be had for the call. */
        AUTHENTICATION("authentication_error", true),
        /** The address is not one that connections may lead to. */
        EGRESS("egress_denied", false),
        /** Whoever asked for it is gone. */
        CANCELLED("cancelled", false),
        /** The other side answered with an error, and the operation says that this fails it. */
        HTTP_ERROR("http_error", false),
        /** More calls than the connection allows, and no end of them in time. */
        RATE_LIMITED("rate_limited", false),
        /** The answer is larger than it may be. */
        TOO_LARGE("response_too_large", false),
        /** A parameter is missing without which there is no request. */
        MISSING_PARAMETER("missing_parameter", false),
        /** The request that the parameters make is none that may be sent. */
        INVALID_REQUEST("invalid_operation", false),
        /** The definition of the connection cannot be used. */
        INVALID_CONNECTION("invalid_connection", false),
        /** The database refused the statement. */
        SQL("sql_error", false);

        private final String key;
        private final boolean connectionsFault;

        Reason(String key, boolean connectionsFault) {
            this.key = key;
            this.connectionsFault = connectionsFault;
        }

        /** What clients branch on. */
        public String key() {
            return key;
        }

        /** Whether it says something about the connection and not only about this call. */
        public boolean connectionsFault() {
            return connectionsFault;
        }
    }

    private final Reason reason;

    /** A failure. */
    public CallException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** A failure that came of another one. */
    public CallException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** What kind of failure. */
    public Reason reason() {
        return reason;
    }
}

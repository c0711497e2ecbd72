package dev.arbor.platform.api;

/** A token that is not accepted. The message is one sentence for the client; it never quotes the token. */
public final class InvalidTokenException extends Exception {

    private static final long serialVersionUID = 1L;

    public InvalidTokenException(String message) {
        super(message);
    }
}

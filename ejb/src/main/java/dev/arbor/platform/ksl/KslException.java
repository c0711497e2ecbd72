package dev.arbor.platform.ksl;

/** A text with expressions in it has no value. The message is a sentence for its author. */
public final class KslException extends Exception {

    private static final long serialVersionUID = 1L;

    KslException(String message) {
        super(message);
    }
}

package dev.arbor.integrator.vault;

/** A secret that cannot be opened: its key is lost, or it was tampered with or moved. The message holds no secret. */
public final class UnreadableSecretException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableSecretException(String message, Throwable cause) {
        super(message, cause);
    }
}

package dev.arbor.integrator.api;

/** An expression has no value. The message is the end of a sentence: {@code its expression failed: ...}. */
public final class ScriptException extends Exception {

    private static final long serialVersionUID = 1L;

    public ScriptException(String message) {
        super(message);
    }
}

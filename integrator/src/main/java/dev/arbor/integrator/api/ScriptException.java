package dev.arbor.integrator.api;

/** An expression has no value. The message is the end of a sentence: {@code its expression failed: ...}. */
public final class ScriptException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Whether it was ended because it took too much. */
    private final boolean exhausted;

    public ScriptException(String message, boolean exhausted) {
        super(message);
        this.exhausted = exhausted;
    }

    /** Whether it was ended because it took too much: it is likely to do so again. */
    public boolean exhausted() {
        return exhausted;
    }
}

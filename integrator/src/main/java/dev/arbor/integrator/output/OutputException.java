package dev.arbor.integrator.output;

/** Expressions that threw, never ended, or are none. The message names each output. */
public final class OutputException extends Exception {

    private static final long serialVersionUID = 1L;

    OutputException(String message) {
        super(message);
    }
}

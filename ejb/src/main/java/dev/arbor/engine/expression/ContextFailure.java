package dev.arbor.engine.expression;

import org.jruby.exceptions.Unrescuable;

/**
 * Carries an exception of a {@link Context} through Ruby. No {@code rescue} of an expression catches it: a database that
 * cannot be reached is no fault of the expression and must not look like one.
 */
final class ContextFailure extends RuntimeException implements Unrescuable {

    private static final long serialVersionUID = 1L;

    private final RuntimeException failure;

    ContextFailure(RuntimeException failure) {
        super(failure);
        this.failure = failure;
    }

    RuntimeException failure() {
        return failure;
    }
}

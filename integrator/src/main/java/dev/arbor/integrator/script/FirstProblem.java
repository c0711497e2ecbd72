package dev.arbor.integrator.script;

import org.mozilla.javascript.EvaluatorException;
import org.mozilla.javascript.ast.IdeErrorReporter;

/** Keeps the first error of a parse with its offset; the ones after it are mostly its consequences. */
final class FirstProblem implements IdeErrorReporter {

    private String message;
    private int offset;

    /** Null if there was none. */
    String message() {
        return message;
    }

    int offset() {
        return offset;
    }

    @Override
    public void error(String text, String source, int at, int length) {
        if (message == null) {
            message = text;
            offset = at;
        }
    }

    @Override
    public void error(String text, String source, int line, String lineSource, int column) {
        error(text, source, 0, 0);
    }

    @Override
    public EvaluatorException runtimeError(String text, String source, int line, String lineSource, int column) {
        return new EvaluatorException(text, source, line, lineSource, column);
    }

    @Override
    public void warning(String text, String source, int at, int length) {
        // What is doubtful is no error.
    }

    @Override
    public void warning(String text, String source, int line, String lineSource, int column) {
        // As above.
    }
}

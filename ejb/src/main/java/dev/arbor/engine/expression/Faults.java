package dev.arbor.engine.expression;

import java.util.ArrayList;
import java.util.List;
import org.jruby.Ruby;
import org.jruby.RubyException;
import org.jruby.exceptions.MainExitException;
import org.jruby.exceptions.RaiseException;
import org.jruby.exceptions.ThreadKill;
import org.jruby.runtime.builtin.IRubyObject;

/** Says in the words of Ruby what went wrong in an expression. */
final class Faults {

    private Faults() {}

    static ExpressionException of(Ruby ruby, Throwable thrown) {
        if (thrown instanceof RaiseException raised) {
            return raised(ruby, raised);
        }
        return ofJava(thrown);
    }

    /** For what was not raised by Ruby; this runs no Ruby. */
    static ExpressionException ofJava(Throwable thrown) {
        if (thrown instanceof StackOverflowError) {
            return fault("SystemStackError", "stack level too deep", thrown);
        }
        if (thrown instanceof OutOfMemoryError) {
            return fault("NoMemoryError", "failed to allocate memory", thrown);
        }
        if (thrown instanceof MainExitException) {
            return fault("SystemExit", "exit", thrown);
        }
        if (thrown instanceof ThreadKill) {
            return fault("ThreadError", "Expected an expression to return a value, but it ended its thread.", thrown);
        }
        return fault(thrown.getClass().getName(), String.valueOf(thrown.getMessage()), thrown);
    }

    static ExpressionException deadline(java.time.Duration deadline, Throwable thrown) {
        return fault(
                ExpressionException.DEADLINE_EXCEEDED,
                "Expected an expression to end within " + deadline.toMillis() + " ms, but it was still running.",
                thrown);
    }

    private static ExpressionException fault(String type, String message, Throwable cause) {
        return new ExpressionException(type, message, List.of(), cause);
    }

    /** The Ruby exception itself is not kept as a cause: it would hold on to everything that it came from. */
    private static ExpressionException raised(Ruby ruby, RaiseException raised) {
        RubyException exception = raised.getException();
        String type = exception.getMetaClass().getRealClass().getName();
        return new ExpressionException(type, message(ruby, exception, type), backtrace(ruby, exception), null);
    }

    private static String message(Ruby ruby, RubyException exception, String type) {
        try {
            IRubyObject message = exception.callMethod(ruby.getCurrentContext(), "message");
            String text = message.isNil() ? type : message.convertToString().asJavaString();
            // The lines below it quote our own source around the template, which nobody has written.
            return type.equals("SyntaxError") ? text.lines().findFirst().orElse(type) : text;
        } catch (RaiseException raisedByMessage) {
            return type;
        }
    }

    private static List<String> backtrace(Ruby ruby, RubyException exception) {
        IRubyObject backtrace = exception.getBacktrace();
        List<String> lines = new ArrayList<>();
        if (backtrace instanceof org.jruby.RubyArray<?> array) {
            for (int i = 0; i < array.size() && lines.size() < 50; i++) {
                String line = String.valueOf(array.eltOk(i));
                if (line.startsWith(Compiler.FILE + ":")) {
                    lines.add(position(line));
                }
            }
        }
        return lines;
    }

    private static String position(String line) {
        int end = line.indexOf(':', Compiler.FILE.length() + 1);
        return end < 0 ? line : line.substring(0, end);
    }
}

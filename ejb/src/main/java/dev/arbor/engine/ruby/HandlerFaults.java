package dev.arbor.engine.ruby;

import dev.arbor.engine.handler.OutsideHandler.HandlerException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jruby.Ruby;
import org.jruby.RubyArray;
import org.jruby.RubyException;
import org.jruby.exceptions.MainExitException;
import org.jruby.exceptions.RaiseException;
import org.jruby.exceptions.ThreadKill;
import org.jruby.runtime.builtin.IRubyObject;

/** What a handler threw, with its backtrace and without the folder that it was unpacked to (spec 4.6). */
final class HandlerFaults {

    private static final int LONGEST_TRACE = 100;
    private static final int LONGEST_MESSAGE = 10_000;
    private static final Pattern FRAME = Pattern.compile("^(.*?):(\\d+)(?::in [`'](.*)')?$", Pattern.DOTALL);
    private static final Pattern SPACE = Pattern.compile("#<Module:0x[0-9a-f]+>::");

    private final Ruby ruby;
    private final String definitionId;
    private final String folder;

    HandlerFaults(Ruby ruby, String definitionId, String folder) {
        this.ruby = ruby;
        this.definitionId = definitionId;
        this.folder = folder;
    }

    HandlerException of(Throwable thrown) {
        if (thrown instanceof HandlerException known) {
            return known;
        }
        if (thrown instanceof RaiseException raised) {
            return raised(raised.getException());
        }
        if (thrown instanceof MainExitException) {
            return new HandlerException("SystemExit", "exit", null);
        }
        if (thrown instanceof ThreadKill) {
            return new HandlerException(
                    "ThreadError", "Expected the handler to return its results, but it ended its thread.", null);
        }
        String kind = thrown instanceof OutOfMemoryError
                ? "NoMemoryError"
                : thrown instanceof StackOverflowError
                        ? "SystemStackError"
                        : thrown.getClass().getName();
        HandlerException fault = new HandlerException(kind, clean(String.valueOf(thrown.getMessage())), null);
        StackTraceElement[] trace = thrown.getStackTrace();
        fault.setStackTrace(trace.length <= LONGEST_TRACE ? trace : Arrays.copyOf(trace, LONGEST_TRACE));
        return fault;
    }

    /** The Ruby exception itself is not kept: it would hold on to everything that it came from. */
    private HandlerException raised(RubyException exception) {
        String kind = name(exception);
        HandlerException fault = new HandlerException(kind, clean(message(exception, kind)), null);
        fault.setStackTrace(trace(exception));
        return fault;
    }

    private String name(RubyException exception) {
        try {
            IRubyObject type = exception.getMetaClass().getRealClass();
            return SPACE.matcher(
                            type.callMethod(ruby.getCurrentContext(), "to_s").toString())
                    .replaceAll("");
        } catch (RaiseException unnamed) {
            return exception.getMetaClass().getRealClass().getName();
        }
    }

    private String message(RubyException exception, String kind) {
        try {
            IRubyObject message = exception.callMethod(ruby.getCurrentContext(), "message");
            return message.isNil() ? kind : RubyTexts.toJava(message);
        } catch (RaiseException raisedByMessage) {
            return kind;
        }
    }

    private StackTraceElement[] trace(RubyException exception) {
        List<StackTraceElement> trace = new ArrayList<>();
        if (exception.getBacktrace() instanceof RubyArray<?> lines) {
            for (int i = 0; i < lines.size() && trace.size() < LONGEST_TRACE; i++) {
                Matcher frame = FRAME.matcher(clean(String.valueOf(lines.eltOk(i))));
                if (frame.matches()) {
                    String method = frame.group(3) == null ? "" : frame.group(3);
                    trace.add(new StackTraceElement("ruby", method, frame.group(1), line(frame.group(2))));
                }
            }
        }
        return trace.toArray(StackTraceElement[]::new);
    }

    private static int line(String digits) {
        return digits.length() > 9 ? 0 : Integer.parseInt(digits);
    }

    private String clean(String text) {
        String plain =
                SPACE.matcher(text.replace(folder, definitionId)).replaceAll("").replace('\0', '\uFFFD');
        return plain.length() > LONGEST_MESSAGE ? plain.substring(0, LONGEST_MESSAGE) + "..." : plain;
    }
}

package dev.arbor.engine.trigger;

import dev.arbor.core.run.ErrorType;
import dev.arbor.core.walk.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was thrown, told as a failure of a run. */
final class Thrown {

    private Thrown() {}

    static Failure failure(ErrorType type, String summary, Throwable cause) {
        return new Failure(type, summary, cause.toString(), trace(cause), Optional.empty());
    }

    /** Where it was thrown, innermost first. */
    static List<String> trace(Throwable thrown) {
        List<String> trace = new ArrayList<>();
        for (StackTraceElement element : thrown.getStackTrace()) {
            trace.add(element.toString());
        }
        return trace;
    }
}

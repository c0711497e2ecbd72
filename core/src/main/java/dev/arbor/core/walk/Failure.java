package dev.arbor.core.walk;

import dev.arbor.core.run.ErrorType;
import dev.arbor.core.tree.Connector;
import java.util.List;
import java.util.Optional;

/**
 * A failure that is expected to happen: a value, not an exception. It becomes an error record (engine spec 1.10).
 *
 * @param type kind
 * @param summary one line that names the node and the parameter or connector
 * @param rootCause what went wrong, in the words of whoever said so
 * @param trace where, innermost first; may be empty
 * @param connector the connector that could not be judged
 */
public record Failure(
        ErrorType type, String summary, String rootCause, List<String> trace, Optional<Connector> connector) {

    public Failure {
        trace = List.copyOf(trace);
    }

    /** A failure without a connector. */
    public static Failure of(ErrorType type, String summary, String rootCause) {
        return new Failure(type, summary, rootCause, List.of(), Optional.empty());
    }

    /** The long text of the error record, in the sections that people know. */
    public String text() {
        String lines = trace.isEmpty() ? "(none)" : String.join("\n", trace);
        return "PROBLEM\n" + summary + "\n\nROOT CAUSE\n" + rootCause + "\n\nSTACK TRACE\n" + lines + "\n";
    }
}

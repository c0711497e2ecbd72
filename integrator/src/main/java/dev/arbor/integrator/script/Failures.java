package dev.arbor.integrator.script;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mozilla.javascript.RhinoException;

/** Why an expression has no value, in the words that authors of expressions know from their browsers. */
public final class Failures {

    private static final Pattern NOTHING_READ =
            Pattern.compile("Cannot read property \"(.*)\" from (undefined|null)", Pattern.DOTALL);

    private Failures() {}

    /**
     * The reason as the end of a sentence, for what an evaluation threw.
     *
     * @throws Error the failure itself, if it is none of an expression
     */
    public static String reason(Throwable failure) {
        if (failure instanceof RhinoException script) {
            return "its expression failed: " + said(script);
        }
        if (failure instanceof Budget.ExhaustedError) {
            return failure.getMessage() + ".";
        }
        if (failure instanceof StackOverflowError) {
            return "it calls itself too deep.";
        }
        if (failure instanceof OutOfMemoryError) {
            // What could not be had is one text that the script has doubled too often; it is gone with the script.
            return "it took too much memory.";
        }
        if (failure instanceof Error error) {
            throw error;
        }
        throw new IllegalStateException(failure);
    }

    private static String said(RhinoException failure) {
        Matcher nothing = NOTHING_READ.matcher(failure.details());
        return nothing.find()
                ? nothing.replaceFirst(Matcher.quoteReplacement(
                        "Cannot read properties of " + nothing.group(2) + " (reading '" + nothing.group(1) + "')"))
                : failure.details();
    }
}

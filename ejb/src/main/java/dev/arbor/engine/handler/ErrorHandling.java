package dev.arbor.engine.handler;

import dev.arbor.engine.handler.OutsideHandler.Call;
import dev.arbor.engine.handler.OutsideHandler.HandlerException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a node wants of a failure, in its parameter {@code error_handling} (engine spec 4.6): {@code Error Message} has it as
 * the result {@code Handler Error Message}, and the run goes on; everything else, and no such parameter, makes it a Handler
 * Error. All results are always there, empty where there is nothing to say: conditions ask for them either way.
 */
public final class ErrorHandling {

    /** The result that tells what went wrong. */
    public static final String MESSAGE = "Handler Error Message";

    /**
     * What one try came to.
     *
     * @param results may be given with a failure too
     * @param failure empty when it succeeded
     */
    public record Attempt(Map<String, String> results, Optional<HandlerException> failure) {

        /** It succeeded. */
        public static Attempt done(Map<String, String> results) {
            return new Attempt(results, Optional.empty());
        }
    }

    /** Tries. */
    @FunctionalInterface
    public interface Trial {
        Attempt perform() throws HandlerException;
    }

    private ErrorHandling() {}

    /**
     * Tries, and has failures as the node wants them.
     *
     * @param names of all results
     * @throws HandlerException the failure, unless the node wants a message
     */
    public static Map<String, String> apply(Call call, List<String> names, Trial trial) throws HandlerException {
        Attempt attempt = attempt(trial);
        boolean told = "Error Message"
                .equals(call.parameters().getOrDefault("error_handling", "").strip());
        if (attempt.failure().isPresent() && !told) {
            throw attempt.failure().get();
        }
        Map<String, String> results = new LinkedHashMap<>();
        results.put(MESSAGE, attempt.failure().map(Exception::getMessage).orElse(""));
        names.forEach(name -> results.put(name, ""));
        results.putAll(attempt.results());
        return results;
    }

    private static Attempt attempt(Trial trial) {
        try {
            return trial.perform();
        } catch (HandlerException e) {
            return new Attempt(Map.of(), Optional.of(e));
        }
    }

    /**
     * A parameter that must be there.
     *
     * @return it without white space around it
     */
    public static String required(Call call, String name) throws HandlerException {
        String value = call.parameters().getOrDefault(name, "").strip();
        if (value.isEmpty()) {
            throw new HandlerException(
                    "missing_parameter", "Expected the parameter '" + name + "' of the node, but it is empty.", null);
        }
        return value;
    }
}

package dev.arbor.platform.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A request that the platform understood and will not carry out (integrator spec 4.1.2). Nothing was changed. */
public final class PlatformRefusal extends RuntimeException {

    /** What stands between the messages of several findings. */
    private static final String SEPARATOR = "\n    ";

    private final int status;
    private final String errorKey;
    private final Map<String, List<String>> constraintErrors;

    private PlatformRefusal(int status, String errorKey, String message, Map<String, List<String>> constraintErrors) {
        super(message);
        this.status = status;
        this.errorKey = errorKey;
        this.constraintErrors = constraintErrors;
    }

    /** A wrong request. */
    public static PlatformRefusal invalid(String errorKey, String message) {
        return new PlatformRefusal(400, errorKey, message, Map.of());
    }

    /**
     * Something whose parts are wrong.
     *
     * @param noun what, for example {@code Form}
     */
    public static PlatformRefusal invalid(String noun, List<String> findings) {
        return invalid("invalid_" + noun.toLowerCase().replace(' ', '_'), list("Invalid " + noun + ".", findings));
    }

    /** A submission whose values do not fit its form; messages by the names of the fields. */
    public static PlatformRefusal constraints(Map<String, List<String>> errors) {
        List<String> findings = errors.entrySet().stream()
                .flatMap(field -> field.getValue().stream().map(message -> field.getKey() + ": " + message))
                .toList();
        return new PlatformRefusal(
                400, "constraint_violation", list("Invalid Submission.", findings), new LinkedHashMap<>(errors));
    }

    private static String list(String head, List<String> findings) {
        return findings.stream().collect(Collectors.joining(SEPARATOR, head + SEPARATOR, ""));
    }

    /** Another one like this is there. */
    public static PlatformRefusal duplicate(String noun, String property) {
        return invalid("uniqueness_violation", "A " + noun + " with the same " + property + " already exists.");
    }

    /** Somebody else has changed it meanwhile. */
    public static PlatformRefusal stale(String noun, String expected, String found) {
        return invalid(
                "stale_record",
                "Expected version " + expected + " of the " + noun + ", but it is at version " + found + " by now.");
    }

    /** What the request names is not there. */
    public static PlatformRefusal missing(String noun, String name) {
        return new PlatformRefusal(404, "not_found", "Unable to locate the " + name + " " + noun, Map.of());
    }

    /** Nobody has signed in, and somebody is asked for. */
    public static PlatformRefusal unauthorized(String message) {
        return new PlatformRefusal(401, "unauthorized", message, Map.of());
    }

    /** What is named is there, and not for this method. */
    public static PlatformRefusal methodNotAllowed(String message) {
        return new PlatformRefusal(405, "method_not_allowed", message, Map.of());
    }

    /** Somebody may not do this. */
    public static PlatformRefusal forbidden(String message) {
        return new PlatformRefusal(403, "forbidden", message, Map.of());
    }

    /** Somebody has tried too often. */
    public static PlatformRefusal tooMany(String message) {
        return new PlatformRefusal(429, "too_many_attempts", message, Map.of());
    }

    /** The request carries more than is accepted. */
    public static PlatformRefusal tooLarge(String message) {
        return new PlatformRefusal(413, "body_too_large", message, Map.of());
    }

    /** The HTTP status of such a refusal. */
    public int status() {
        return status;
    }

    /** The key that clients branch on. */
    public Optional<String> errorKey() {
        return Optional.ofNullable(errorKey);
    }

    /** What is wrong with each field; empty unless values were judged. */
    public Map<String, List<String>> constraintErrors() {
        return constraintErrors;
    }
}

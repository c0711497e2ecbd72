package dev.arbor.integrator.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request that the integrator understood and will not, or could not, carry out. The message is one sentence that names
 * the thing and holds no secret; the shapes of its bodies are those of the integrator spec 1.9.
 */
public final class IntegratorRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What clients branch on for a thing that is not there; the colon belongs to the published contract. */
    public static final String NOT_FOUND = ":not_found";

    /** What clients branch on for a body that is not as the schema says. */
    public static final String INVALID_REQUEST = "invalid_request";

    /**
     * One thing that is wrong in a request.
     *
     * @param error what is wrong
     * @param path where, as a JSON pointer; empty for the whole body
     */
    public record Problem(String error, String path) {}

    private final int status;
    private final String errorKey;
    private final transient List<Problem> problems;
    private final transient Map<String, List<String>> byId;

    private IntegratorRefusal(
            int status, String errorKey, String message, List<Problem> problems, Map<String, List<String>> byId) {
        super(message);
        this.status = status;
        this.errorKey = errorKey;
        this.problems = List.copyOf(problems);
        this.byId = Map.copyOf(byId);
    }

    /** A wrong request, or one that the other side made fail: status 400. */
    public static IntegratorRefusal invalid(String errorKey, String message) {
        return new IntegratorRefusal(400, errorKey, message, List.of(), Map.of());
    }

    /** A body that is not as the schema says: status 400. */
    public static IntegratorRefusal schema(List<Problem> problems) {
        return new IntegratorRefusal(400, INVALID_REQUEST, "Request does not match the API schema", problems, Map.of());
    }

    /** An import of operations of which some cannot be taken, so that none was: status 400. */
    public static IntegratorRefusal perOperation(Map<String, List<String>> byId) {
        return new IntegratorRefusal(
                400, "import_failed", "Expected operations that can be imported.", List.of(), byId);
    }

    /** A request that names what is not there: status 404. */
    public static IntegratorRefusal notFound() {
        return new IntegratorRefusal(404, NOT_FOUND, "Not Found", List.of(), Map.of());
    }

    /** Something of ours that did not work, told to the client in full: status 500. */
    public static IntegratorRefusal failed(String errorKey, String message) {
        return new IntegratorRefusal(500, errorKey, message, List.of(), Map.of());
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** What clients branch on. */
    public Optional<String> errorKey() {
        return Optional.ofNullable(errorKey);
    }

    /** What is wrong in the body; empty where the message says it all. */
    public List<Problem> problems() {
        return problems;
    }

    /** What is wrong with each operation of an import, by its id; empty for everything else. */
    public Map<String, List<String>> byId() {
        return byId;
    }
}

package dev.arbor.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.Refusal;
import jakarta.ws.rs.WebApplicationException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** What an exception means to a client (engine spec 5, Errors). The only place that decides it. */
public final class Errors {

    private Errors() {}

    /**
     * An answer to a request that was not carried out.
     *
     * @param status HTTP status
     * @param errorKey what clients branch on
     * @param message one sentence
     * @param correlationId names this failure in the log and in the answer
     * @param unexpected whether it is our fault and the log wants the stack
     */
    public record Answer(
            int status, Optional<String> errorKey, String message, String correlationId, boolean unexpected) {

        /** Its body. */
        public ObjectNode json() {
            return Json.object()
                    .put("statusCode", status)
                    .put("error", message)
                    .put("message", message)
                    .put("errorKey", errorKey.orElse(null))
                    .put("correlationId", correlationId);
        }
    }

    /** A failure that needs no exception. */
    public static Answer answer(int status, String errorKey, String message) {
        return new Answer(
                status,
                Optional.ofNullable(errorKey),
                message,
                UUID.randomUUID().toString(),
                false);
    }

    /** What to tell about an exception; its cause counts when it only wraps one. */
    public static Answer answer(Throwable thrown) {
        for (Throwable each = thrown; each != null && each != each.getCause(); each = each.getCause()) {
            if (each instanceof Refusal refusal) {
                return answer(refusal.reason().status(), refusal.errorKey().orElse(null), refusal.getMessage());
            }
        }
        if (conflicts(thrown)) {
            return answer(
                    503,
                    "try_again",
                    "Expected to be alone with what is changed, but somebody else changes it too; try again.");
        }
        if (thrown instanceof WebApplicationException refused
                && refused.getResponse().getStatus() < 500) {
            return answer(refused.getResponse().getStatus());
        }
        return new Answer(
                500,
                Optional.of("internal_error"),
                "Something went wrong on the server; the log tells more under the correlation id.",
                UUID.randomUUID().toString(),
                true);
    }

    /** Whether the database had to undo one of two changes that stood in each other's way; nothing was changed then. */
    private static boolean conflicts(Throwable thrown) {
        for (Throwable each = thrown; each != null && each != each.getCause(); each = each.getCause()) {
            if (each instanceof SQLException sql
                    && sql.getSQLState() != null
                    && (sql.getSQLState().startsWith("40") || sql.getSQLState().equals("HYT00"))) {
                return true;
            }
        }
        return false;
    }

    private static Answer answer(int status) {
        return switch (status) {
            case 400 -> answer(400, "invalid_request", "Expected a request that can be read, but it cannot.");
            case 404 -> answer(404, "not_found", "Unable to retrieve the resource: there is nothing at this path.");
            case 405 -> answer(405, "method_not_allowed", "Expected another method on this path.");
            case 406 -> answer(406, "not_acceptable", "Expected a client that accepts application/json.");
            case 415 -> answer(415, "unsupported_media_type", "Expected another content type on this path.");
            default -> answer(status, null, "The request was refused with status " + status + ".");
        };
    }

    /** A text for one line of the log, of a sensible length: nobody writes lines of their own into it. */
    public static String oneLine(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() > 500 ? line.substring(0, 500) + "…" : line;
    }
}

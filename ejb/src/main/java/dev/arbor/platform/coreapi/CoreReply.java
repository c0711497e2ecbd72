package dev.arbor.platform.coreapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.arbor.engine.handler.OutsideHandler.HandlerException;
import dev.arbor.platform.document.Documents;
import java.util.Optional;

/**
 * What a Core API said.
 *
 * @param summary the status with its name
 * @param body as a text, without secrets
 */
record CoreReply(int status, String summary, String body) {

    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;

    /** The document; missing where it is none. */
    JsonNode json() {
        return Documents.tryRead(body).orElse(MissingNode.getInstance());
    }

    /** What clients branch on; empty where it does not say. */
    String errorKey() {
        return json().path("errorKey").asText("");
    }

    /** Whether somebody else has changed the record meanwhile, so that another try may succeed. */
    boolean isStale() {
        return status == BAD_REQUEST && errorKey().equals("stale_record");
    }

    /**
     * Why it is no success.
     *
     * @param signedIn whether the call named an account
     */
    Optional<HandlerException> failure(boolean signedIn) {
        if (status / 100 == 2) {
            return Optional.empty();
        }
        JsonNode error = json().path("error");
        String told = error.isTextual() && !error.asText().isBlank() ? error.asText() : summary;
        String hint = status == UNAUTHORIZED && !signedIn
                ? " The properties api_username and api_password of the handler are not set."
                : "";
        return Optional.of(
                new HandlerException(errorKey().isEmpty() ? "HTTP " + status : errorKey(), told + hint, null));
    }
}

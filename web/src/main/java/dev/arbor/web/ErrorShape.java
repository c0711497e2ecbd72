package dev.arbor.web;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The bodies of failures: each published API has its own, and clients read no other. */
public enum ErrorShape {
    /** Engine spec 5, Errors. */
    TASK {
        @Override
        ObjectNode json(Errors.Answer answer) {
            return answer.json();
        }
    },
    /** Integrator spec 1.9: two keys and no more, and fixed texts for two failures. */
    INTEGRATOR {
        @Override
        ObjectNode json(Errors.Answer answer) {
            return switch (answer.status()) {
                case 404 -> body("Not Found", ":not_found");
                case 500 -> body("An unexpected server error has occurred", "server_error");
                default -> body(answer.message(), answer.errorKey().orElse("invalid_request"));
            };
        }

        private ObjectNode body(String error, String errorKey) {
            return Json.object().put("error", error).put("errorKey", errorKey);
        }
    };

    private static final String INTEGRATOR_ROOT = "/app/integrator";

    /**
     * The shape of the API that a path belongs to.
     *
     * @param path from the root of the application, as the request said it
     */
    public static ErrorShape of(String path) {
        String rooted = path.startsWith("/") ? path : "/" + path;
        return rooted.equals(INTEGRATOR_ROOT) || rooted.startsWith(INTEGRATOR_ROOT + "/") ? INTEGRATOR : TASK;
    }

    /** The body of an answer. */
    abstract ObjectNode json(Errors.Answer answer);
}

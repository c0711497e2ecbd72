package dev.arbor.web.oauth;

import dev.arbor.platform.api.OAuthRefusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Parameters of a request, of its query or of a form in its body: clients send them either way. */
final class OAuthParameters {

    private final HttpServletRequest request;

    OAuthParameters(HttpServletRequest request) {
        this.request = request;
    }

    /** One that may be there once; an empty one is not. */
    Optional<String> text(String name) {
        String[] values = request.getParameterValues(name);
        if (values == null) {
            return Optional.empty();
        }
        if (values.length > 1) {
            throw OAuthRefusal.badRequest(
                    "invalid_request", "Expected the parameter " + name + " once, but it is there more than once.");
        }
        return Optional.of(values[0]).filter(value -> !value.isEmpty());
    }

    /** One that must be there. */
    String required(String name) {
        return text(name)
                .orElseThrow(() -> OAuthRefusal.badRequest(
                        "invalid_request", "Expected the parameter " + name + ", but it is missing."));
    }
}

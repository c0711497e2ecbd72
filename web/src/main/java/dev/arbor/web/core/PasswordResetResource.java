package dev.arbor.web.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.PasswordResets;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.web.Json;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** A new password for whoever has a token for it, and need not sign in. */
@Path("/app/reset-password/token")
@Produces(MediaType.APPLICATION_JSON)
public class PasswordResetResource {

    @Inject
    private PasswordResets resets;

    @Inject
    private HttpServletRequest request;

    /** The body has {@code token} and {@code password}; {@code passwordConfirmation} must be the same where it is given. */
    @POST
    public ObjectNode set(CoreBody body) {
        String password = text(body.json(), "password");
        JsonNode confirmation = body.json().path("passwordConfirmation");
        if (!confirmation.isMissingNode()
                && !confirmation.isNull()
                && !confirmation.asText().equals(password)) {
            throw PlatformRefusal.invalid(
                    "invalid_password", "Expected passwordConfirmation to be the password, but it is another one.");
        }
        return Json.object()
                .put("username", resets.redeem(text(body.json(), "token"), password, request.getRemoteAddr()));
    }

    private static String text(ObjectNode body, String name) {
        JsonNode value = body.path(name);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw PlatformRefusal.invalid("invalid_value", "Expected a text in '" + name + "'.");
        }
        return value.textValue();
    }
}

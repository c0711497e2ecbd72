package dev.arbor.web.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.web.Errors;
import dev.arbor.web.Json;
import dev.arbor.web.security.Challenges;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.jboss.logging.Logger;

/** Answers what the platform refuses (integrator spec 4.1.2), and leaves one line in the log. */
@Provider
public class PlatformRefusalMapper implements ExceptionMapper<PlatformRefusal> {

    private static final Logger LOG = Logger.getLogger(PlatformRefusalMapper.class);

    private static final String SOMEBODY =
            "Expected somebody who has signed in, or something that is there for everybody.";

    @Context
    private HttpServletRequest http;

    @Context
    private Request request;

    @Context
    private UriInfo uri;

    @Override
    public Response toResponse(PlatformRefusal refusal) {
        Errors.Answer answer = isForSomebody(refusal)
                ? Errors.answer(401, "unauthorized", SOMEBODY)
                : Errors.answer(refusal.status(), refusal.errorKey().orElse(null), refusal.getMessage());
        LOG.infof(
                "%s %s refused: %d %s: %s [%s]",
                request.getMethod(),
                Errors.oneLine(uri.getPath()),
                answer.status(),
                answer.errorKey().orElse("-"),
                Errors.oneLine(answer.message()),
                answer.correlationId());
        Response.ResponseBuilder response = Response.status(answer.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(json(answer, refusal));
        if (answer.status() == Response.Status.UNAUTHORIZED.getStatusCode()) {
            Challenges.of(http).ifPresent(each -> response.header(HttpHeaders.WWW_AUTHENTICATE, each));
        }
        return response.build();
    }

    /** Who has not signed in is asked to, and not told whether what they asked for is there. */
    private boolean isForSomebody(PlatformRefusal refusal) {
        return (refusal.status() == 403 || refusal.status() == 404)
                && http.getUserPrincipal() == null
                && CoreApi.isAt(uri.getPath());
    }

    private static ObjectNode json(Errors.Answer answer, PlatformRefusal refusal) {
        ObjectNode json = answer.json();
        if (!refusal.constraintErrors().isEmpty()) {
            ObjectNode errors = json.putObject("constraintErrors");
            refusal.constraintErrors().forEach((field, messages) -> errors.set(field, Json.texts(messages)));
        }
        return json;
    }
}

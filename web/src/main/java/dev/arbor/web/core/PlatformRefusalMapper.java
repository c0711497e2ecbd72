package dev.arbor.web.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.web.Errors;
import dev.arbor.web.Json;
import jakarta.ws.rs.core.Context;
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

    @Context
    private Request request;

    @Context
    private UriInfo uri;

    @Override
    public Response toResponse(PlatformRefusal refusal) {
        Errors.Answer answer =
                Errors.answer(refusal.status(), refusal.errorKey().orElse(null), refusal.getMessage());
        LOG.infof(
                "%s %s refused: %d %s: %s [%s]",
                request.getMethod(),
                Errors.oneLine(uri.getPath()),
                answer.status(),
                answer.errorKey().orElse("-"),
                Errors.oneLine(answer.message()),
                answer.correlationId());
        return Response.status(answer.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(json(answer, refusal))
                .build();
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

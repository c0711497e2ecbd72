package dev.arbor.web.integrator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.api.IntegratorRefusal;
import dev.arbor.web.ErrorMapper;
import dev.arbor.web.Json;
import dev.arbor.web.RequestLine;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** What a refusal of the integrator looks like to a client (integrator spec 1.9), and one line of it in the log. */
@Provider
public class IntegratorRefusalMapper implements ExceptionMapper<IntegratorRefusal> {

    private static final Logger LOG = Logger.getLogger(IntegratorRefusalMapper.class);

    @Context
    private Request request;

    @Context
    private UriInfo uri;

    @Override
    public Response toResponse(IntegratorRefusal refusal) {
        String correlationId = UUID.randomUUID().toString();
        LOG.infof(
                "%s refused: %d %s: %s [%s]",
                RequestLine.of(request, uri),
                refusal.status(),
                refusal.errorKey().orElse("-"),
                RequestLine.of(sentence(refusal)),
                correlationId);
        return Response.status(refusal.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(ErrorMapper.CORRELATION_ID, correlationId)
                .entity(json(refusal))
                .build();
    }

    private static String sentence(IntegratorRefusal refusal) {
        String problems = refusal.problems().stream()
                .map(problem -> problem.error() + " at " + (problem.path().isEmpty() ? "/" : problem.path()))
                .collect(Collectors.joining("; "));
        return refusal.getMessage() + (problems.isEmpty() ? "" : ": " + problems);
    }

    /** One of four shapes: of an import by operation, of a body against the schema, and the plain one. */
    static ObjectNode json(IntegratorRefusal refusal) {
        ObjectNode json = Json.object();
        if (!refusal.byId().isEmpty()) {
            json.put("errorKey", refusal.errorKey().orElse(null));
            json.set("errors", Json.value(refusal.byId()));
            return json;
        }
        json.put("error", refusal.getMessage())
                .put("errorKey", refusal.errorKey().orElse(null));
        if (!refusal.problems().isEmpty()) {
            ArrayNode problems = json.putArray("validationErrors");
            refusal.problems()
                    .forEach(problem ->
                            problems.addObject().put("error", problem.error()).put("path", problem.path()));
        }
        return json;
    }
}

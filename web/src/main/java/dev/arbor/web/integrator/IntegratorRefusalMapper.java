package dev.arbor.web.integrator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.api.IntegratorRefusal;
import dev.arbor.web.Json;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.jboss.logging.Logger;

/** What a refusal of the integrator looks like to a client (integrator spec 1.9). */
@Provider
public class IntegratorRefusalMapper implements ExceptionMapper<IntegratorRefusal> {

    private static final Logger LOG = Logger.getLogger(IntegratorRefusalMapper.class);

    @Override
    public Response toResponse(IntegratorRefusal refusal) {
        LOG.infof("Refused: %d %s", refusal.status(), refusal.errorKey().orElse("-"));
        return Response.status(refusal.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(json(refusal))
                .build();
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

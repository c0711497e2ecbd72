package dev.arbor.web.integrator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.Surroundings;
import dev.arbor.web.Json;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Whether the integrator is up, and which one it is (integrator spec 1.11, 24 and 25). For everybody. */
@Path(IntegratorApi.ROOT)
@Produces(MediaType.APPLICATION_JSON)
public class AboutResource {

    /** The version of the published API; clients compare it. */
    private static final String API_LEVEL = "6.1.7";

    @Inject
    private Surroundings surroundings;

    /** In every spelling: the published schema defines some of these names and demands others. */
    @GET
    @PermitAll
    @Path("/healthz")
    public ObjectNode healthz() {
        ObjectNode health = Json.object();
        for (String name :
                new String[] {"meassagingHealth", "messagingHealth", "nodePocessHealth", "nodeProcessHealth"}) {
            health.putObject(name).put("message", "ok").put("status", true);
        }
        return health;
    }

    @GET
    @PermitAll
    @Path("/version")
    public ObjectNode version() {
        ObjectNode reply = Json.object();
        reply.putObject("version")
                .put("version", API_LEVEL)
                .put("buildNumber", surroundings.build().arbor())
                .put("buildDate", surroundings.build().builtAt());
        return reply;
    }
}

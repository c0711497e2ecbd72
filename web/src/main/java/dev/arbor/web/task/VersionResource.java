package dev.arbor.web.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.Surroundings;
import dev.arbor.web.Json;
import dev.arbor.web.TaskPrefix;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Which API this is, for clients that ask before they speak (engine spec 5.9). */
@Path(TaskPrefix.TASK_API)
@Produces(MediaType.APPLICATION_JSON)
public class VersionResource {

    /**
     * The version of the product whose API this is. Clients compare it, as a text, with versions of that product to find
     * out what they may call, so Arbor's own version would tell them wrong; that one is beside it.
     */
    static final String API_LEVEL = "6.1.7";

    @Inject
    private Surroundings surroundings;

    @GET
    public ObjectNode root() {
        return metadata();
    }

    @GET
    @Path("/version")
    public ObjectNode version() {
        ObjectNode reply = Json.object();
        reply.set("metadata", metadata());
        return reply.put("version", API_LEVEL);
    }

    private ObjectNode metadata() {
        return Json.object()
                .put("api", "2")
                .put("version", API_LEVEL)
                .put("arbor", surroundings.build().arbor());
    }
}

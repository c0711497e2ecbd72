package dev.arbor.web.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.Surroundings;
import dev.arbor.web.Json;
import dev.arbor.web.Replies;
import dev.arbor.web.TaskPrefix;
import dev.arbor.web.security.SpaceAdmins;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * The database that the engine runs on (engine spec 5.9). It is set when the server starts and not while it runs, so what
 * installers ask for is granted where it is so already, and refused otherwise.
 */
@Path(TaskPrefix.TASK_API + "/config/db")
@Produces(MediaType.APPLICATION_JSON)
@SpaceAdmins
public class ConfigDbResource {

    @Inject
    private Surroundings surroundings;

    /** Shows the database, without its password. */
    @GET
    public ObjectNode show() {
        ObjectNode json = Json.object();
        surroundings.sections().get("Adapter Information").forEach(json::put);
        json.set("properties", Json.value(surroundings.database()));
        return json;
    }

    /** Confirms the database that is in use; another one is refused. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public ObjectNode change(JsonNode json) {
        Settled.require(
                Body.of(json),
                surroundings.database(),
                "arbor.db.url, arbor.db.user and arbor.db.password say at the start of the server");
        return Replies.success("Updated nothing: it is the database that the server runs on.");
    }
}

package dev.arbor.web.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.Surroundings;
import dev.arbor.web.Replies;
import dev.arbor.web.TaskPrefix;
import dev.arbor.web.security.SpaceAdmins;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/** What installers do with a database before they use it, and the start of this server has done (engine spec 5.9). */
@Path(TaskPrefix.TASK_API + "/setup/db")
@Produces(MediaType.APPLICATION_JSON)
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@SpaceAdmins
public class SetupResource {

    @Inject
    private Surroundings surroundings;

    /** Tests the database that is in use. */
    @POST
    @Path("/test")
    public ObjectNode test() {
        return Replies.success("Connected to " + about().get("Database Info") + ".");
    }

    /** Says how far the schema is; every start brings it up to date. */
    @POST
    @Path("/migrate")
    public ObjectNode migrate() {
        return Replies.success("Migrated nothing: the schema has version " + about().get("Schema Version")
                + ", to which the start of the server has brought it.");
    }

    private Map<String, String> about() {
        return surroundings.sections().get("Adapter Information");
    }
}

package dev.arbor.web.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.Refusal;
import dev.arbor.web.Json;
import dev.arbor.web.Replies;
import dev.arbor.web.TaskPrefix;
import dev.arbor.web.security.SpaceAdmins;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What installers set up and this server does not need: a configurator, a log, a license (engine spec 5.9). */
@Path(TaskPrefix.TASK_API + "/config")
@Produces(MediaType.APPLICATION_JSON)
@SpaceAdmins
public class ConfigServerResource {

    private static final String NO_LICENSE = "Arbor needs no license; nothing was changed.";

    @Inject
    @ConfigProperty(name = "arbor.admin.username", defaultValue = "admin")
    private String administrator;

    /** Shows who may sign in at first, and the level of the log. */
    @GET
    @Path("/server")
    public ObjectNode server() {
        ObjectNode json = Json.object();
        known().forEach(json::put);
        return json;
    }

    /** Confirms what is in force; everything else is set where the server is started. */
    @PUT
    @Path("/server")
    @Consumes(MediaType.APPLICATION_JSON)
    public ObjectNode server(JsonNode json) {
        Body body = Body.of(json);
        if (body.text("Configurator Password").filter(text -> !text.isEmpty()).isPresent()) {
            throw Refusal.invalid(
                    "set_elsewhere",
                    "Expected no 'Configurator Password', because passwords are those of users; change that of the user"
                            + " instead. Nothing was changed.");
        }
        Settled.require(body, known(), "the settings of the server say");
        return Replies.success("Updated nothing: the server is configured so.");
    }

    /** Says that there is no license. */
    @GET
    @Path("/license")
    public ObjectNode license() {
        return Replies.success(NO_LICENSE);
    }

    /** Takes no license, and says so. */
    @POST
    @Path("/license")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    public ObjectNode addLicense() {
        return Replies.success(NO_LICENSE);
    }

    /** Removes no license, and says so. */
    @DELETE
    @Path("/license")
    public ObjectNode removeLicense() {
        return Replies.success(NO_LICENSE);
    }

    private Map<String, String> known() {
        return Map.of("Configurator Username", administrator, "Log Level", "INFO");
    }
}

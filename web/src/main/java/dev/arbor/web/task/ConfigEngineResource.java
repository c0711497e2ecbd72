package dev.arbor.web.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.EngineConfig;
import dev.arbor.engine.api.EngineConfig.EngineSetup;
import dev.arbor.engine.api.Surroundings;
import dev.arbor.web.Callers;
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
import java.util.Map;

/** How the engine is set up (engine spec 5.9). */
@Path(TaskPrefix.TASK_API + "/config/engine")
@Produces(MediaType.APPLICATION_JSON)
@SpaceAdmins
public class ConfigEngineResource {

    @Inject
    private EngineConfig config;

    @Inject
    private Surroundings surroundings;

    @Inject
    private Callers callers;

    /** Shows how the engine is set up. */
    @GET
    public ObjectNode show() {
        Map<String, String> engine = surroundings.sections().get("Engine Information");
        EngineSetup setup = config.setup();
        ObjectNode json = Json.object()
                .put("Version", engine.get("Version"))
                .put("Host Info", engine.get("Host Info"))
                .put("Application Directory", engine.get("Application Directory"))
                .put("Working Directory", engine.get("Working Directory"))
                .put("Threads", setup.threads());
        json.putObject("properties")
                .put("Sleep Delay", setup.sleepDelay())
                .put("Max Threads", setup.maxThreads())
                .put("Trigger Query", setup.triggerQuery());
        return json;
    }

    /** Changes how the engine is set up, and says how many threads are in force. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public ObjectNode change(JsonNode json) {
        Body body = Body.of(json);
        EngineSetup setup = config.change(
                body.number("Sleep Delay"),
                body.number("Max Threads"),
                body.text("Trigger Query"),
                callers.by("API v2 Engine Config"));
        String few = setup.maxThreads() > setup.threads()
                ? ", because the server was started with no more (arbor.engine.threads)"
                : "";
        return Replies.success("Updated the engine configuration: this server works with " + setup.threads()
                + " threads" + few + "; it is told of work and neither sleeps nor asks for it by a query.");
    }
}

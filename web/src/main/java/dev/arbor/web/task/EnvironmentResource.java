package dev.arbor.web.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.engine.api.Surroundings;
import dev.arbor.web.Json;
import dev.arbor.web.TaskPrefix;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What the engine runs on (engine spec 5.9). */
@Path(TaskPrefix.TASK_API + "/environment")
@Produces(MediaType.APPLICATION_JSON)
public class EnvironmentResource {

    @Inject
    private Surroundings surroundings;

    @GET
    public JsonNode sections() {
        return Json.value(surroundings.sections());
    }
}

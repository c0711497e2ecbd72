package dev.arbor.web.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.EngineControl;
import dev.arbor.engine.api.EngineControl.EngineState;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.Surroundings;
import dev.arbor.web.Callers;
import dev.arbor.web.Json;
import dev.arbor.web.Replies;
import dev.arbor.web.TaskPrefix;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;

/** The engine as a whole (engine spec 5.9). */
@Path(TaskPrefix.TASK_API + "/engine")
@Produces(MediaType.APPLICATION_JSON)
public class EngineResource {

    @Inject
    private EngineControl engine;

    @Inject
    private Surroundings surroundings;

    @Inject
    private Callers callers;

    @GET
    public ObjectNode status() {
        EngineState state = engine.state();
        return Json.object()
                .put("buildDate", surroundings.build().builtAt())
                .put("status", state.label())
                .put("statusMessage", message(state))
                .put("version", VersionResource.API_LEVEL);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public ObjectNode command(JsonNode body) {
        String action = TreeJson.text(body, "action");
        EngineState state = state(action == null ? "" : action);
        engine.command(state, callers.by("API v2 Engine"));
        return Replies.changed("engine", status(), message(state));
    }

    private static EngineState state(String action) {
        return switch (action.strip().toLowerCase(Locale.ROOT)) {
            case "start" -> EngineState.RUNNING;
            case "stop" -> EngineState.STOPPED;
            case "pause" -> EngineState.PAUSED;
            default ->
                throw Refusal.invalid(
                        "invalid_value", "Expected the action start, stop or pause, but got '" + action + "'.");
        };
    }

    private static String message(EngineState state) {
        return "The engine is " + state.label().toLowerCase(Locale.ROOT) + ".";
    }
}

package dev.arbor.web.task;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.EngineControl;
import dev.arbor.engine.api.EngineControl.EngineState;
import dev.arbor.engine.api.ErrorFilter;
import dev.arbor.engine.api.ErrorQueries;
import dev.arbor.engine.api.Found;
import dev.arbor.engine.api.Handlers;
import dev.arbor.engine.api.RunTreeFilter;
import dev.arbor.engine.api.Slice;
import dev.arbor.engine.api.Span;
import dev.arbor.engine.api.SystemErrors;
import dev.arbor.web.Json;
import dev.arbor.web.Parameters;
import dev.arbor.web.TaskPrefix;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What those who look after the engine should see to (engine spec 1.11, 5.9). */
@Path(TaskPrefix.TASK_API + "/notices")
@Produces(MediaType.APPLICATION_JSON)
public class NoticesResource {

    private static final Slice COUNT = new Slice(0, 0, Slice.Counting.COUNT_ONLY);
    private static final Optional<String> ACTIVE = Optional.of("Active");
    private static final SystemErrors.Filter ACTIVE_SYSTEM_ERRORS =
            new SystemErrors.Filter(OptionalLong.empty(), ACTIVE, Optional.empty(), Span.ALL, true, Optional.empty());
    private static final ErrorFilter ACTIVE_ERRORS = new ErrorFilter(
            OptionalLong.empty(),
            ACTIVE,
            Optional.empty(),
            Span.ALL,
            true,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            ErrorFilter.RelatedItems.ANY,
            RunTreeFilter.ALL);

    @Inject
    private SystemErrors systemErrors;

    @Inject
    private ErrorQueries errors;

    @Inject
    private EngineControl engine;

    @Inject
    private Handlers handlers;

    @Context
    private UriInfo uri;

    /** Lists what needs somebody: errors, an engine that stands still, handlers that are paused; or an example of each. */
    @GET
    public ObjectNode list() {
        boolean simulated = new Parameters(uri.getQueryParameters()).flag("simulated");
        ObjectNode reply = Json.object();
        ArrayNode notices = reply.putArray("notices");
        long system = count(systemErrors.search(ACTIVE_SYSTEM_ERRORS, COUNT));
        if (system > 0 || simulated) {
            notices.add(counted("SystemError", "active system error", system, simulated));
        }
        long run = count(errors.search(ACTIVE_ERRORS, COUNT, Set.of()));
        if (run > 0 || simulated) {
            notices.add(counted("RunError", "active run error", run, simulated));
        }
        EngineState state = engine.state();
        if (state != EngineState.RUNNING || simulated) {
            EngineState shown = state != EngineState.RUNNING ? state : EngineState.STOPPED;
            ObjectNode notice = notice(
                    "Engine", "The engine is " + shown.label().toLowerCase(Locale.ROOT), state == EngineState.RUNNING);
            ((ObjectNode) notice.get("data")).put("status", shown.label());
            notices.add(notice);
        }
        List<String> paused = handlers.paused();
        if (!paused.isEmpty() || simulated) {
            ObjectNode notice = counted("PausedHandler", "paused handler", paused.size(), simulated);
            ((ObjectNode) notice.get("data")).set("definitionIds", Json.texts(paused));
            notices.add(notice);
        }
        return reply;
    }

    private static ObjectNode counted(String key, String what, long count, boolean simulated) {
        boolean example = simulated && count == 0;
        long shown = example ? 1 : count;
        String message = shown == 1 ? "There is 1 " + what : "There are " + shown + " " + what + "s";
        ObjectNode notice = notice(key, message, example);
        ((ObjectNode) notice.get("data")).put("count", shown);
        return notice;
    }

    private static ObjectNode notice(String key, String message, boolean example) {
        ObjectNode notice = Json.object().put("key", key).put("message", message);
        ObjectNode data = notice.putObject("data");
        if (example) {
            data.put("simulated", true);
        }
        return notice;
    }

    private static long count(Found<?> found) {
        return found.count().orElse(0);
    }
}

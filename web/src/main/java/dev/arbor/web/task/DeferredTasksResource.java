package dev.arbor.web.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.engine.api.Deferrals;
import dev.arbor.engine.api.ResultReader;
import dev.arbor.web.Callers;
import dev.arbor.web.Replies;
import dev.arbor.web.TaskPrefix;
import dev.arbor.web.policy.Starts;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Completes and updates deferred tasks (engine spec 3.13 and 5.2). */
@Path(TaskPrefix.TASK_API + "/runs/task/{token}")
@Produces(MediaType.APPLICATION_JSON)
public class DeferredTasksResource {

    @Inject
    private Deferrals deferrals;

    @Inject
    private ResultReader reader;

    @Inject
    private Callers callers;

    @POST
    @Starts
    public JsonNode complete(@PathParam("token") String token, JsonNode json) {
        Deferral deferral = Deferral.of(Body.of(json), reader);
        Deferrals.Queued queued = deferrals.complete(
                token, deferral.results(), deferral.message(), callers.by("API v2 Complete Deferred Task"));
        return answer("Completed the deferred task of run #", queued);
    }

    @PUT
    @Starts
    public JsonNode update(@PathParam("token") String token, JsonNode json) {
        Deferral deferral = Deferral.of(Body.of(json), reader);
        Deferrals.Queued queued = deferrals.update(
                token, deferral.results(), deferral.message(), callers.by("API v2 Update Deferred Task"));
        return answer("Updated the deferred task of run #", queued);
    }

    /** What was queued, beside the words that the original answers. */
    static JsonNode answer(String did, Deferrals.Queued queued) {
        return Replies.success(did + queued.runId() + ".")
                .put("runId", Long.toString(queued.runId()))
                .put("triggerId", queued.triggerId());
    }
}

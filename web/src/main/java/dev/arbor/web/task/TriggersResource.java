package dev.arbor.web.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.Found;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.RunControl;
import dev.arbor.engine.api.Slice;
import dev.arbor.engine.api.TriggerFilter.Queue;
import dev.arbor.engine.api.TriggerQueries;
import dev.arbor.engine.api.TriggerView;
import dev.arbor.web.Callers;
import dev.arbor.web.Include;
import dev.arbor.web.Parameters;
import dev.arbor.web.Replies;
import dev.arbor.web.TaskPrefix;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** Triggers and the queues they wait in (engine spec 5.3). */
@Path(TaskPrefix.TASK_API + "/triggers")
@Produces(MediaType.APPLICATION_JSON)
public class TriggersResource {

    private static final String TRIGGER = "trigger";

    @Inject
    private TriggerQueries triggers;

    @Inject
    private RunControl control;

    @Inject
    private Callers callers;

    @Context
    private UriInfo uri;

    @GET
    public JsonNode search() {
        return search(Queue.ANY);
    }

    @GET
    @Path("/backlog")
    public JsonNode backlog() {
        return search(Queue.BACKLOG);
    }

    @GET
    @Path("/paused")
    public JsonNode paused() {
        return search(Queue.PAUSED);
    }

    @GET
    @Path("/scheduled")
    public JsonNode scheduled() {
        return search(Queue.SCHEDULED);
    }

    @GET
    @Path("/{id}")
    public JsonNode retrieve(@PathParam("id") String id) {
        return json(Query.id(TRIGGER, id));
    }

    @PUT
    @Path("/{id}")
    public JsonNode update(@PathParam("id") String id, JsonNode json) {
        long triggerId = Query.id(TRIGGER, id);
        String status = Body.of(json).requiredText("status");
        if (!status.equals("Unpaused")) {
            throw Refusal.invalid(
                    "invalid_value", "Expected the status 'Unpaused', the only one to set, but got '" + status + "'.");
        }
        control.unpause(triggerId, callers.by("API v2 Trigger Update"));
        return Replies.changed(TRIGGER, json(triggerId), "Updated trigger #" + triggerId + ".");
    }

    @DELETE
    @Path("/{id}")
    public JsonNode delete(@PathParam("id") String id) {
        long triggerId = Query.id(TRIGGER, id);
        ObjectNode trigger = json(triggerId);
        control.deleteTrigger(triggerId, callers.by("API v2 Trigger Delete"));
        return Replies.changed(TRIGGER, trigger, "Deleted trigger #" + triggerId + ".");
    }

    private JsonNode search(Queue queue) {
        Parameters query = Query.of(uri, TriggerQuery.NAMES);
        Slice slice = Query.slice(query);
        Include include = query.include();
        Found<TriggerView> found =
                triggers.search(TriggerQuery.filter(query, queue), slice, TriggerJson.parts(include));
        return Query.answer("triggers", slice, found, trigger -> TriggerJson.of(trigger, include));
    }

    private ObjectNode json(long triggerId) {
        Include include = new Parameters(uri.getQueryParameters()).include();
        return triggers.find(triggerId, TriggerJson.parts(include))
                .map(trigger -> TriggerJson.of(trigger, include))
                .orElseThrow(() -> Query.missing(TRIGGER, triggerId));
    }
}

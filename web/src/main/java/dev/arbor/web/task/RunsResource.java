package dev.arbor.web.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.Found;
import dev.arbor.engine.api.RunControl;
import dev.arbor.engine.api.RunControl.ManualTrigger;
import dev.arbor.engine.api.RunControl.RunChange;
import dev.arbor.engine.api.RunQueries;
import dev.arbor.engine.api.RunView;
import dev.arbor.engine.api.Slice;
import dev.arbor.web.Callers;
import dev.arbor.web.Include;
import dev.arbor.web.Parameters;
import dev.arbor.web.Replies;
import dev.arbor.web.TaskPrefix;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** Runs (engine spec 5.2); how they begin is in {@link RunStartResource}. */
@Path(TaskPrefix.TASK_API + "/runs")
@Produces(MediaType.APPLICATION_JSON)
public class RunsResource {

    static final String RUN = "run";

    @Inject
    private RunQueries runs;

    @Inject
    private RunControl control;

    @Inject
    private Callers callers;

    @Context
    private UriInfo uri;

    @GET
    public JsonNode search() {
        Parameters query = Query.of(uri, RunQuery.NAMES);
        Slice slice = Query.slice(query);
        Include include = query.include();
        Found<RunView> found =
                runs.search(RunQuery.filter(query), RunQuery.order(query), slice, RunJson.parts(include));
        return Query.answer("runs", slice, found, run -> RunJson.of(run, include));
    }

    @GET
    @Path("/{id}")
    public JsonNode retrieve(@PathParam("id") String id) {
        return json(Query.id(RUN, id));
    }

    @PUT
    @Path("/{id}")
    public JsonNode update(@PathParam("id") String id, JsonNode json) {
        long runId = Query.id(RUN, id);
        Body body = Body.of(json);
        Optional<Integer> version = body.number("treeVersion").map(Math::toIntExact);
        control.change(
                runId,
                new RunChange(
                        body.texts("inputs"),
                        sourceData(body),
                        version,
                        body.text("message").orElse("")),
                callers.by("API v2 Run Update"));
        return Replies.changed(RUN, json(runId), "Updated run #" + runId + ".");
    }

    @DELETE
    @Path("/{id}")
    public JsonNode delete(@PathParam("id") String id) {
        long runId = Query.id(RUN, id);
        ObjectNode run = json(runId);
        control.delete(runId, callers.by("API v2 Run Delete"));
        return Replies.changed(RUN, run, "Deleted run #" + runId + ".");
    }

    @POST
    @Path("/{id}/triggers")
    public JsonNode trigger(@PathParam("id") String id, JsonNode json) {
        long runId = Query.id(RUN, id);
        Body body = Body.of(json);
        ManualTrigger trigger = new ManualTrigger(
                body.requiredText("nodeId"),
                body.text("loopIndex").filter(index -> !index.isBlank()),
                body.number("branchId"),
                body.moment("scheduledAt"),
                body.text("selectionCriterion").filter(criterion -> !criterion.isBlank()));
        long triggerId = control.trigger(runId, trigger, callers.by("API v2 Create Trigger"));
        return Replies.success("Created trigger #" + triggerId + " for run #" + runId + ".")
                .put("triggerId", triggerId);
    }

    /** Source data is a text, or any JSON that is then kept as its text. */
    private static Optional<String> sourceData(Body body) {
        JsonNode value = body.value("sourceData");
        return value.isContainerNode() ? Optional.of(value.toString()) : body.text("sourceData");
    }

    private ObjectNode json(long runId) {
        Include include = new Parameters(uri.getQueryParameters()).include();
        return runs.find(runId, RunJson.parts(include))
                .map(run -> RunJson.of(run, include))
                .orElseThrow(() -> Query.missing(RUN, runId));
    }
}

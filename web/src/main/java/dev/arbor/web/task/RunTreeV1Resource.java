package dev.arbor.web.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.Deferrals;
import dev.arbor.engine.api.Found;
import dev.arbor.engine.api.ResultReader;
import dev.arbor.engine.api.RunQueries;
import dev.arbor.engine.api.RunView;
import dev.arbor.engine.api.Slice;
import dev.arbor.engine.api.TreeRef;
import dev.arbor.web.Callers;
import dev.arbor.web.Include;
import dev.arbor.web.Json;
import dev.arbor.web.Parameters;
import dev.arbor.web.policy.SourceAccess;
import dev.arbor.web.policy.Starts;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What webhooks, bridges and handlers still use of version 1 of the API (engine spec 5.10): single objects are wrapped. */
@Path("/app/components/task/app/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public class RunTreeV1Resource {

    @Inject
    private RunOrders orders;

    @Inject
    private RunQueries runs;

    @Inject
    private Deferrals deferrals;

    @Inject
    private ResultReader reader;

    @Inject
    private SourceAccess access;

    @Inject
    private Callers callers;

    @Context
    private UriInfo uri;

    @POST
    @Starts
    @Path("/run-tree/{source}/{group}/{name}")
    @Consumes(MediaType.WILDCARD)
    public JsonNode runTree(
            @PathParam("source") String source,
            @PathParam("group") String group,
            @PathParam("name") String name,
            @HeaderParam("Idempotency-Key") String idempotencyKey,
            @Context HttpHeaders headers,
            byte[] content) {
        return RunAnswers.initiated(orders.start(
                        new TreeRef.Triple(source, group, name),
                        Payload.of(content, headers.getMediaType()),
                        Optional.ofNullable(idempotencyKey),
                        callers.by("API v1 Run Tree"))
                .runId());
    }

    @POST
    @Starts
    @Path("/complete-deferred-task/{source}")
    public JsonNode complete(JsonNode json) {
        Body body = Body.of(json);
        Deferral deferral = Deferral.of(body, reader);
        access.startOfToken(body.requiredText("token")); // Whatever source the path says.
        return DeferredTasksResource.answer(
                "Completed the deferred task of run #",
                deferrals.complete(
                        body.requiredText("token"),
                        deferral.results(),
                        deferral.message(),
                        callers.by("API v1 Complete Deferred Task")));
    }

    @POST
    @Starts
    @Path("/update-deferred-task/{source}")
    public JsonNode update(JsonNode json) {
        Body body = Body.of(json);
        Deferral deferral = Deferral.of(body, reader);
        access.startOfToken(body.requiredText("token"));
        return DeferredTasksResource.answer(
                "Updated the deferred task of run #",
                deferrals.update(
                        body.requiredText("token"),
                        deferral.results(),
                        deferral.message(),
                        callers.by("API v1 Update Deferred Task")));
    }

    @GET
    @Path("/sources/{source}/runs")
    public JsonNode search(@PathParam("source") String source) {
        MultivaluedMap<String, String> asked = new MultivaluedHashMap<>(uri.getQueryParameters());
        asked.putSingle("source", source);
        Parameters query = new Parameters(asked);
        Slice slice = Query.slice(query);
        Include include = include();
        Found<RunView> found =
                runs.search(RunQuery.filter(query), RunQuery.order(query), slice, RunJson.parts(include));
        return Query.answer("runs", slice, found, run -> RunJson.of(run, include));
    }

    @GET
    @Path("/sources/{source}/runs/{id}")
    public JsonNode retrieve(@PathParam("source") String source, @PathParam("id") String id) {
        long runId = Query.id(RunsResource.RUN, id);
        Include include = include();
        RunView run = runs.find(runId, RunJson.parts(include))
                .filter(found -> found.source().name().equals(source))
                .orElseThrow(() -> Query.missing(RunsResource.RUN, runId));
        ObjectNode answer = Json.object();
        answer.set("run", RunJson.of(run, include));
        return answer;
    }

    /** Ids were always there in version 1. */
    private Include include() {
        List<String> asked = new ArrayList<>(uri.getQueryParameters().getOrDefault("include", List.of()));
        if (Include.of(asked).has("tasks")) {
            asked.add("tasks.details");
        }
        asked.add("details");
        return Include.of(asked);
    }
}

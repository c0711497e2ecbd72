package dev.arbor.web.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.Found;
import dev.arbor.engine.api.Slice;
import dev.arbor.engine.api.SystemErrors;
import dev.arbor.engine.api.SystemErrors.SystemErrorView;
import dev.arbor.engine.api.Timeline;
import dev.arbor.web.Callers;
import dev.arbor.web.Include;
import dev.arbor.web.Parameters;
import dev.arbor.web.Replies;
import dev.arbor.web.TaskPrefix;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;

/** Errors that belong to no run (engine spec 5.4). */
@Path(TaskPrefix.TASK_API + "/systemErrors")
@Produces(MediaType.APPLICATION_JSON)
public class SystemErrorsResource {

    private static final String ERROR = "system error";

    private static final Set<String> NAMES = Set.of(
            "count", "id", "status", "timeline", "direction", "start", "end", "type", "limit", "offset", "include");

    @Inject
    private SystemErrors errors;

    @Inject
    private Callers callers;

    @Context
    private UriInfo uri;

    @GET
    public JsonNode search() {
        Parameters query = Query.of(uri, NAMES);
        Slice slice = Query.slice(query);
        Include include = query.include();
        Found<SystemErrorView> found = errors.search(filter(query), slice);
        return Query.answer("errors", slice, found, error -> ErrorJson.of(error, include));
    }

    @GET
    @Path("/{id}")
    public JsonNode retrieve(@PathParam("id") String id) {
        return json(Query.id(ERROR, id));
    }

    @DELETE
    @Path("/{id}")
    public JsonNode delete(@PathParam("id") String id) {
        long errorId = Query.id(ERROR, id);
        ObjectNode error = json(errorId);
        errors.delete(errorId);
        return error.put("messageType", "success").put("message", "Deleted system error #" + errorId + ".");
    }

    /** Takes {@code ids} and {@code resolution}; there is only one thing to do, so that an {@code action} is ignored. */
    @POST
    @Path("/resolve")
    public JsonNode resolve(JsonNode json) {
        Body body = Body.of(json);
        List<Long> ids = body.ids("ids");
        errors.resolve(ids, body.requiredText("resolution"), callers.by("API v2 Resolve System Error"));
        return Replies.success("Resolved system errors " + ids);
    }

    private static SystemErrors.Filter filter(Parameters query) {
        return new SystemErrors.Filter(
                query.number("id"),
                query.text("status"),
                Query.timeline(query, Timeline.CREATED_AT, Timeline.UPDATED_AT),
                Query.span(query),
                query.descending(true),
                query.text("type"));
    }

    private ObjectNode json(long errorId) {
        Include include = new Parameters(uri.getQueryParameters()).include();
        return errors.find(errorId)
                .map(error -> ErrorJson.of(error, include))
                .orElseThrow(() -> Query.missing(ERROR, errorId));
    }
}

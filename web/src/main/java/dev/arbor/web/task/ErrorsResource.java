package dev.arbor.web.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.ErrorDesk;
import dev.arbor.engine.api.ErrorFilter;
import dev.arbor.engine.api.ErrorFilter.RelatedItems;
import dev.arbor.engine.api.ErrorQueries;
import dev.arbor.engine.api.ErrorRemoval;
import dev.arbor.engine.api.ErrorView;
import dev.arbor.engine.api.Found;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.Slice;
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

/** Errors of runs (engine spec 3.15 and 5.4). */
@Path(TaskPrefix.TASK_API + "/errors")
@Produces(MediaType.APPLICATION_JSON)
public class ErrorsResource {

    private static final String ERROR = "error";

    private static final Set<String> NAMES = Set.of(
            "count",
            "id",
            "status",
            "timeline",
            "direction",
            "start",
            "end",
            "source",
            "sourceId",
            "group",
            "group[]",
            "groupFragment",
            "tree",
            "treeFragment",
            "treeId",
            "treeType",
            "nodeId",
            "handlerId",
            "runId",
            "type",
            "relatedItem1Id",
            "relatedItem1Type",
            "relatedItem2Id",
            "relatedItem2Type",
            "limit",
            "offset",
            "include");

    @Inject
    private ErrorQueries errors;

    @Inject
    private ErrorRemoval removal;

    @Inject
    private ErrorDesk desk;

    @Inject
    private Callers callers;

    @Context
    private UriInfo uri;

    @GET
    public JsonNode search() {
        Parameters query = Query.of(uri, NAMES);
        Slice slice = Query.slice(query);
        Include include = query.include();
        Found<ErrorView> found = errors.search(filter(query), slice, ErrorJson.parts(include));
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
        removal.delete(errorId);
        // Under "error" clients expect the sentence of a failure, so that the fields stand beside the message alone.
        return error.put("messageType", "success").put("message", "Deleted error #" + errorId + ".");
    }

    @POST
    @Path("/resolve")
    public JsonNode resolve(JsonNode json) {
        Body body = Body.of(json);
        List<Long> ids = body.ids("ids");
        desk.resolve(
                ids, body.requiredText("action"), body.requiredText("resolution"), callers.by("API v2 Resolve Error"));
        return Replies.success("Resolved task errors " + ids);
    }

    private static ErrorFilter filter(Parameters query) {
        if (query.text("nodeId").isPresent() && query.text("handlerId").isPresent()) {
            throw Refusal.invalid("invalid_value", "Expected either nodeId or handlerId, but got both.");
        }
        return new ErrorFilter(
                query.number("id"),
                query.text("status"),
                Query.timeline(query, Timeline.CREATED_AT, Timeline.UPDATED_AT),
                Query.span(query),
                query.descending(true),
                query.text("sourceId"),
                query.text("nodeId"),
                query.text("handlerId"),
                query.number("runId"),
                query.text("type"),
                new RelatedItems(
                        query.text("relatedItem1Id"),
                        query.text("relatedItem1Type"),
                        query.text("relatedItem2Id"),
                        query.text("relatedItem2Type")),
                Query.tree(query));
    }

    private ObjectNode json(long errorId) {
        Include include = new Parameters(uri.getQueryParameters()).include();
        return errors.find(errorId, ErrorJson.parts(include))
                .map(error -> ErrorJson.of(error, include))
                .orElseThrow(() -> Query.missing(ERROR, errorId));
    }
}

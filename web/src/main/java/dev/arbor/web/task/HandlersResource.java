package dev.arbor.web.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.AuditView;
import dev.arbor.engine.api.Categories;
import dev.arbor.engine.api.Handlers;
import dev.arbor.engine.api.Page;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.Trees;
import dev.arbor.web.Callers;
import dev.arbor.web.Include;
import dev.arbor.web.Json;
import dev.arbor.web.Parameters;
import dev.arbor.web.Replies;
import dev.arbor.web.TaskPrefix;
import dev.arbor.web.security.SpaceAdmins;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;

/** Handlers that are imported as zips (engine spec 5.5). They are code that the server runs, so administrators alone. */
@Path(TaskPrefix.TASK_API + "/handlers")
@Produces(MediaType.APPLICATION_JSON)
@SpaceAdmins
public class HandlersResource {

    private static final String ID = "/{definitionId}";

    @Inject
    private Handlers handlers;

    @Inject
    private Categories categories;

    @Inject
    private Trees trees;

    @Inject
    private Downloads downloads;

    @Inject
    private Callers callers;

    @Context
    private UriInfo uri;

    @GET
    public ObjectNode list() {
        Parameters query = parameters();
        Include include = query.include();
        Page<Handlers.HandlerView> page = query.flag("system")
                ? handlers.system(query.limit(), query.offset())
                : handlers.list(query.limit(), query.offset());
        List<ObjectNode> shown = written(page.items(), include);
        return Replies.page(
                "handlers", new Page<>(page.count(), page.limit(), page.offset(), shown), handler -> handler);
    }

    /** Imports a handler from a zip. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public ObjectNode importPackage(@FormParam("package") EntityPart content) throws IOException {
        if (content == null) {
            throw Refusal.invalid(
                    "missing_package",
                    "Expected a multipart field package with the zip of a handler, but there is none.");
        }
        byte[] zip;
        try (InputStream stream = content.getContent()) {
            zip = stream.readAllBytes();
        }
        return imported(zip);
    }

    private ObjectNode imported(byte[] zip) {
        Parameters query = parameters();
        Handlers.Imported imported =
                handlers.importPackage(zip, query.flag("force"), callers.by("API v2 Handler Import"));
        String done = imported.replaced() ? "Replaced task handler \"" : "Uploaded task handler \"";
        return Replies.changed(
                "handler",
                written(imported.handler()),
                done + imported.handler().definitionId() + "\".");
    }

    /** Imports a handler from an address, which may be named as that of a tree is. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public ObjectNode importFromUrl(JsonNode body) {
        String name = body.hasNonNull("contentUrl") ? "contentUrl" : "packageUrl";
        return imported(downloads.get(Body.of(body).requiredText(name), name));
    }

    @GET
    @Path("/missing")
    public ObjectNode missing() {
        ObjectNode reply = Json.object();
        reply.set("missingHandlers", Json.array(handlers.missing(), handler -> Json.object()
                .put("definitionId", handler.definitionId())
                .put("treeCount", handler.treeCount())
                .put("routineCount", handler.routineCount())
                .put("totalNodeCount", handler.nodeCount())));
        return reply;
    }

    @GET
    @Path(ID)
    public ObjectNode find(@PathParam("definitionId") String definitionId) {
        return written(handlers.find(definitionId));
    }

    /** Shows how long the latest executions of a handler took, in milliseconds. */
    @GET
    @Path(ID + "/durations")
    public ObjectNode durations(@PathParam("definitionId") String definitionId) {
        Handlers.Durations durations = handlers.durations(definitionId);
        LongSummaryStatistics all =
                durations.millis().stream().mapToLong(Long::longValue).summaryStatistics();
        boolean none = all.getCount() == 0;
        ObjectNode reply = Json.object();
        reply.set("handler", written(handlers.find(definitionId)));
        reply.set("taskDurations", Json.value(durations.millis()));
        return reply.put("taskMinDuration", none ? 0 : all.getMin())
                .put("taskMaxDuration", none ? 0 : all.getMax())
                .put("taskAverageDuration", Math.round(all.getAverage()))
                .put("pausedTriggerCount", durations.paused());
    }

    /** Lists the trees whose nodes name a handler, whether or not it is there. */
    @GET
    @Path(ID + "/usage")
    public ObjectNode usage(@PathParam("definitionId") String definitionId) {
        return UsageJson.of("handlerUsage", trees.usage(definitionId));
    }

    @PUT
    @Path(ID)
    @Consumes(MediaType.APPLICATION_JSON)
    public ObjectNode update(@PathParam("definitionId") String definitionId, JsonNode body) {
        Body fields = Body.of(body);
        Optional<List<String>> wanted = CategoryJson.names(fields, "categories", "name");
        wanted.ifPresent(names -> names.forEach(categories::find)); // One that is not there changes nothing.
        Handlers.Change change = new Handlers.Change(
                fields.text("name"),
                fields.text("description"),
                fields.text("status"),
                fields.text("selectionCriterion"),
                SourceJson.properties(fields.value("properties")));
        Handlers.HandlerView handler = handlers.change(definitionId, change, callers.by("API v2 Handler Update"));
        wanted.ifPresent(names -> categories.ofHandler(definitionId, names));
        return Replies.changed("handler", written(handler), "Updated handler \"" + handler.definitionId() + "\".");
    }

    @DELETE
    @Path(ID)
    public ObjectNode delete(@PathParam("definitionId") String definitionId) {
        ObjectNode was = written(handlers.find(definitionId));
        Handlers.HandlerView handler = handlers.delete(definitionId);
        return Replies.changed("handler", was, "Deleted handler \"" + handler.definitionId() + "\".");
    }

    /** The package as it was imported. */
    @GET
    @Path(ID + "/zip")
    @Produces("application/zip")
    public Response zip(@PathParam("definitionId") String definitionId) {
        Handlers.HandlerView handler = handlers.find(definitionId);
        return Response.ok(handlers.zip(definitionId))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + handler.definitionId() + ".zip\"")
                .build();
    }

    private ObjectNode written(Handlers.HandlerView handler) {
        return written(List.of(handler), parameters().include()).get(0);
    }

    /** With what is kept apart from handlers, read for all of them at once. */
    private List<ObjectNode> written(List<Handlers.HandlerView> views, Include include) {
        List<String> ids =
                views.stream().map(Handlers.HandlerView::definitionId).toList();
        Map<String, List<String>> memberships = include.has("categories") ? categories.ofHandlers(ids) : Map.of();
        Map<String, String> descriptions = include.has("categories") ? categories.descriptions() : Map.of();
        Map<String, List<AuditView>> audits = include.has("audits") ? handlers.audits(ids) : Map.of();
        List<ObjectNode> written = new ArrayList<>();
        for (Handlers.HandlerView view : views) {
            ObjectNode json = HandlerJson.write(view, include);
            if (include.has("categories")) {
                List<String> names = memberships.getOrDefault(view.definitionId(), List.of());
                json.set("categories", Json.array(names, name -> CategoryJson.named(name, descriptions)));
            }
            if (include.has("audits")) {
                List<AuditView> its = audits.getOrDefault(view.definitionId(), List.of());
                json.set("audits", Json.array(its, audit -> AuditJson.of(audit, include.inside("audits"))));
            }
            written.add(json);
        }
        return written;
    }

    private Parameters parameters() {
        return new Parameters(uri.getQueryParameters());
    }
}

package dev.arbor.web.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.Handlers;
import dev.arbor.engine.api.Refusal;
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
import java.util.LinkedHashMap;
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
    private Callers callers;

    @Context
    private UriInfo uri;

    @GET
    public ObjectNode list() {
        Parameters query = parameters();
        Include include = query.include();
        return Replies.page(
                "handlers",
                handlers.list(query.limit(), query.offset()),
                handler -> HandlerJson.write(handler, include));
    }

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
        Parameters query = parameters();
        Handlers.Imported imported =
                handlers.importPackage(zip, query.flag("force"), callers.by("API v2 Handler Import"));
        String done = imported.replaced() ? "Replaced task handler \"" : "Uploaded task handler \"";
        return Replies.changed(
                "handler",
                HandlerJson.write(imported.handler(), query.include()),
                done + imported.handler().definitionId() + "\".");
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public ObjectNode importFromUrl(JsonNode body) {
        throw Refusal.invalid(
                "package_url_unsupported",
                "Expected the zip itself as the multipart field package, because this server fetches no addresses.");
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
        return HandlerJson.write(handlers.find(definitionId), parameters().include());
    }

    @PUT
    @Path(ID)
    @Consumes(MediaType.APPLICATION_JSON)
    public ObjectNode update(@PathParam("definitionId") String definitionId, JsonNode body) {
        Body fields = Body.of(body);
        if (fields.value("categories").isArray() && !fields.value("categories").isEmpty()) {
            throw Refusal.invalid(
                    "categories_unsupported", "Expected no categories of a handler, because there are none yet.");
        }
        Handlers.Change change = new Handlers.Change(
                fields.text("name"),
                fields.text("description"),
                fields.text("status"),
                fields.text("selectionCriterion"),
                properties(fields.value("properties")));
        Handlers.HandlerView handler = handlers.change(definitionId, change, callers.by("API v2 Handler Update"));
        return Replies.changed(
                "handler",
                HandlerJson.write(handler, parameters().include()),
                "Updated handler \"" + handler.definitionId() + "\".");
    }

    /** A null stays apart from an empty text: it is what a client reads of a secret, and must not wipe it. */
    private static Map<String, Optional<String>> properties(JsonNode json) {
        if (json.isMissingNode() || json.isNull()) {
            return Map.of();
        }
        if (!json.isObject()) {
            throw Body.wrong("properties", "an object", json);
        }
        Map<String, Optional<String>> properties = new LinkedHashMap<>();
        json.properties().forEach(field -> {
            if (field.getValue().isContainerNode()) {
                throw Body.wrong(
                        field.getKey(),
                        "a text",
                        Json.object().put("kind", field.getValue().getNodeType().name()));
            }
            properties.put(
                    field.getKey(),
                    field.getValue().isNull()
                            ? Optional.empty()
                            : Optional.of(Body.storable(
                                    "the property '" + field.getKey() + "'",
                                    field.getValue().asText())));
        });
        return properties;
    }

    @DELETE
    @Path(ID)
    public ObjectNode delete(@PathParam("definitionId") String definitionId) {
        Handlers.HandlerView handler = handlers.delete(definitionId);
        return Replies.changed(
                "handler",
                HandlerJson.write(handler, parameters().include()),
                "Deleted handler \"" + handler.definitionId() + "\".");
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

    private Parameters parameters() {
        return new Parameters(uri.getQueryParameters());
    }
}

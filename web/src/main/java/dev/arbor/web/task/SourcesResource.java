package dev.arbor.web.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.Sources;
import dev.arbor.web.Callers;
import dev.arbor.web.Include;
import dev.arbor.web.Json;
import dev.arbor.web.Parameters;
import dev.arbor.web.Replies;
import dev.arbor.web.TaskPrefix;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** The systems that start runs (engine spec 5.8), to read and to add. */
@Path(TaskPrefix.TASK_API + "/sources")
@Produces(MediaType.APPLICATION_JSON)
public class SourcesResource {

    @Inject
    private Sources sources;

    @Inject
    private Callers callers;

    @Context
    private UriInfo uri;

    @GET
    public ObjectNode list() {
        Parameters query = new Parameters(uri.getQueryParameters());
        Include include = query.include();
        return Replies.page(
                "sourceRoots", sources.list(query.limit(), query.offset()), source -> write(source, include));
    }

    @GET
    @Path("/{name}")
    public ObjectNode find(@PathParam("name") String name) {
        return write(sources.find(name), new Parameters(uri.getQueryParameters()).include());
    }

    /** Adds a source by its name and type; the properties of adapters are not taken yet, and said to be. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public ObjectNode create(JsonNode body) {
        if (!body.path("properties").isMissingNode() && !body.path("properties").isEmpty()) {
            throw Refusal.of(
                    Refusal.Reason.INVALID,
                    "properties_unsupported",
                    "Expected a source without properties, because they cannot be stored encrypted yet.");
        }
        Body fields = Body.of(body);
        Sources.SourceView source = sources.create(
                fields.requiredText("name"), fields.text("type").orElse("Adhoc"), callers.by("API v2 Source Create"));
        ObjectNode json = write(source, Include.of(List.of()));
        return Replies.changed("source", json, "Created source \"" + source.name() + "\".");
    }

    private static ObjectNode write(Sources.SourceView source, Include include) {
        ObjectNode json = Json.object()
                .put("name", source.name())
                .put("status", source.status())
                .put("type", source.type());
        if (include.details()) {
            json.put("createdAt", Json.moment(source.createdAt()))
                    .put("createdBy", source.createdBy())
                    .put("updatedAt", Json.moment(source.updatedAt()))
                    .put("updatedBy", source.updatedBy());
        }
        if (include.has("properties")) {
            json.set("properties", Json.value(source.properties()));
        }
        if (include.has("policyRules")) {
            json.putArray("policyRules");
        }
        if (include.has("predefinedSourceGroups")) {
            json.putArray("predefinedSourceGroups");
        }
        if (include.has("predefinedTreeNames")) {
            json.putArray("predefinedTreeNames");
        }
        if (include.has("sourceGroups")) {
            json.set("sourceGroups", Json.texts(source.sourceGroups()));
        }
        if (include.has("treeNames")) {
            json.set("treeNames", Json.texts(source.treeNames()));
        }
        return json;
    }
}

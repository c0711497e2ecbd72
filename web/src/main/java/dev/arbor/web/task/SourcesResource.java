package dev.arbor.web.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.Sources;
import dev.arbor.web.Include;
import dev.arbor.web.Json;
import dev.arbor.web.Parameters;
import dev.arbor.web.Replies;
import dev.arbor.web.TaskPrefix;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** The systems that start runs (engine spec 5.8), to read. */
@Path(TaskPrefix.TASK_API + "/sources")
@Produces(MediaType.APPLICATION_JSON)
public class SourcesResource {

    @Inject
    private Sources sources;

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

package dev.arbor.web.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.AccessKeys;
import dev.arbor.platform.api.AccessKeys.Draft;
import dev.arbor.platform.api.AccessKeys.KeyView;
import dev.arbor.web.Callers;
import dev.arbor.web.Include;
import dev.arbor.web.Json;
import dev.arbor.web.Parameters;
import dev.arbor.web.Replies;
import dev.arbor.web.TaskPrefix;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
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

/** Keys that requests are signed with (engine spec 5.7). Secrets go in and never come out. */
@Path(TaskPrefix.TASK_API + "/access-keys")
@Produces(MediaType.APPLICATION_JSON)
public class AccessKeysResource {

    private static final String ID = "/{id: .+}";
    private static final String NOUN = "accessKey";

    @Inject
    private AccessKeys keys;

    @Inject
    private Callers callers;

    @Context
    private UriInfo uri;

    /** Lists access keys. */
    @GET
    public ObjectNode list() {
        Parameters query = new Parameters(uri.getQueryParameters());
        return Replies.page("accessKeys", keys.list(query.limit(), query.offset()), key -> write(key));
    }

    /** Adds an access key. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public ObjectNode create(JsonNode body) {
        KeyView key = keys.create(draft(body), callers.by("API v2 Access Key Create"));
        return Replies.changed(NOUN, write(key), "Created access key \"" + key.identifier() + "\".");
    }

    /** Retrieves an access key. */
    @GET
    @Path(ID)
    public ObjectNode find(@PathParam("id") String id) {
        return write(keys.find(Names.ofPath("access key", id)));
    }

    /** Changes an access key. */
    @PUT
    @Path(ID)
    @Consumes(MediaType.APPLICATION_JSON)
    public ObjectNode update(@PathParam("id") String id, JsonNode body) {
        KeyView key = keys.update(Names.ofPath("access key", id), draft(body), callers.by("API v2 Access Key Update"));
        return Replies.changed(NOUN, write(key), "Updated access key \"" + key.identifier() + "\".");
    }

    /** Deletes an access key. */
    @DELETE
    @Path(ID)
    public ObjectNode delete(@PathParam("id") String id) {
        KeyView key = keys.delete(Names.ofPath("access key", id));
        return Replies.changed(NOUN, write(key), "Deleted access key \"" + key.identifier() + "\".");
    }

    private static Draft draft(JsonNode json) {
        Body body = Body.of(json);
        return new Draft(body.text("identifier"), body.text("description"), body.text("secret"));
    }

    private ObjectNode write(KeyView key) {
        Include include = new Parameters(uri.getQueryParameters()).include();
        ObjectNode json = Json.object().put("identifier", key.identifier()).put("description", key.description());
        return Stamped.write(json, include, key.createdAt(), key.createdBy(), key.updatedAt(), key.updatedBy());
    }
}

package dev.arbor.web.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.Groups;
import dev.arbor.platform.api.Groups.GroupView;
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
import java.util.List;

/** Groups of users, which policy rules ask about (engine spec 5.7). */
@Path(TaskPrefix.TASK_API + "/groups")
@Produces(MediaType.APPLICATION_JSON)
public class GroupsResource {

    private static final String NAME = "/{name}";
    private static final String NOUN = "group";

    @Inject
    private Groups groups;

    @Inject
    private Callers callers;

    @Context
    private UriInfo uri;

    /** Lists groups. */
    @GET
    public ObjectNode list() {
        Parameters query = query();
        return Replies.page("groups", groups.list(query.limit(), query.offset()), this::write);
    }

    /** Adds a group. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public ObjectNode create(JsonNode json) {
        Body body = Body.of(json);
        GroupView group = groups.create(
                body.requiredText("name"),
                Names.of(body, "users", "loginId").orElse(List.of()),
                callers.by("API v2 Group Create"));
        return Replies.changed(NOUN, write(group), "Created group \"" + group.name() + "\".");
    }

    /** Retrieves a group. */
    @GET
    @Path(NAME)
    public ObjectNode find(@PathParam("name") String name) {
        return write(groups.find(named(name)));
    }

    /** Changes a group, and who is in it. */
    @PUT
    @Path(NAME)
    @Consumes(MediaType.APPLICATION_JSON)
    public ObjectNode update(@PathParam("name") String name, JsonNode json) {
        Body body = Body.of(json);
        GroupView group = groups.update(
                named(name), body.text("name"), Names.of(body, "users", "loginId"), callers.by("API v2 Group Update"));
        return Replies.changed(NOUN, write(group), "Updated group \"" + group.name() + "\".");
    }

    /** Deletes a group. */
    @DELETE
    @Path(NAME)
    public ObjectNode delete(@PathParam("name") String name) {
        GroupView group = groups.delete(named(name));
        return Replies.changed(NOUN, write(group), "Deleted group \"" + group.name() + "\".");
    }

    /** Puts a user into a group. */
    @POST
    @Path(NAME + "/users")
    @Consumes(MediaType.APPLICATION_JSON)
    public ObjectNode add(@PathParam("name") String name, JsonNode json) {
        String loginId = Body.of(json).requiredText("loginId");
        groups.add(named(name), loginId);
        return Replies.success("Added the user \"" + loginId + "\" to the group \"" + name + "\".");
    }

    /** Takes a user out of a group. */
    @DELETE
    @Path(NAME + "/users/{loginId}")
    public ObjectNode remove(@PathParam("name") String name, @PathParam("loginId") String loginId) {
        groups.remove(named(name), Names.ofPath("user", loginId));
        return Replies.success("Removed the user \"" + loginId + "\" from the group \"" + name + "\".");
    }

    private static String named(String name) {
        return Names.ofPath(NOUN, name);
    }

    private ObjectNode write(GroupView group) {
        Include include = query().include();
        ObjectNode json = Json.object().put("name", group.name());
        if (include.has("users")) {
            ArrayNode users = json.putArray("users");
            group.users().forEach(user -> users.addObject().put("loginId", user));
        }
        return Stamped.write(json, include, group.createdAt(), group.createdBy(), group.updatedAt(), group.updatedBy());
    }

    private Parameters query() {
        return new Parameters(uri.getQueryParameters());
    }
}

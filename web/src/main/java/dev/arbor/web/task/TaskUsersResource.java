package dev.arbor.web.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.TaskUsers;
import dev.arbor.platform.api.TaskUsers.Draft;
import dev.arbor.platform.api.TaskUsers.UserView;
import dev.arbor.web.Include;
import dev.arbor.web.Json;
import dev.arbor.web.Parameters;
import dev.arbor.web.Replies;
import dev.arbor.web.TaskPrefix;
import dev.arbor.web.core.Visitors;
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

/** The users of the space, with the groups that they are in (engine spec 5.7). */
@Path(TaskPrefix.TASK_API + "/users")
@Produces(MediaType.APPLICATION_JSON)
public class TaskUsersResource {

    private static final String USERNAME = "/{username}";
    private static final String NOUN = "user";

    @Inject
    private TaskUsers users;

    @Inject
    private Visitors visitors;

    @Context
    private UriInfo uri;

    /** Lists users. */
    @GET
    public ObjectNode list() {
        Parameters query = query();
        return Replies.page("users", users.list(query.limit(), query.offset()), this::write);
    }

    /** Adds a user. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public ObjectNode create(JsonNode body) {
        UserView user = users.create(visitors.current(), draft(body));
        return Replies.changed(NOUN, write(user), "Created user \"" + user.loginId() + "\".");
    }

    /** Retrieves a user. */
    @GET
    @Path(USERNAME)
    public ObjectNode find(@PathParam("username") String username) {
        return write(users.find(named(username)));
    }

    /** Changes a user, and the groups that they are in. */
    @PUT
    @Path(USERNAME)
    @Consumes(MediaType.APPLICATION_JSON)
    public ObjectNode update(@PathParam("username") String username, JsonNode body) {
        UserView user = users.update(visitors.current(), named(username), draft(body));
        return Replies.changed(NOUN, write(user), "Updated user \"" + user.loginId() + "\".");
    }

    /** Deletes a user. */
    @DELETE
    @Path(USERNAME)
    public ObjectNode delete(@PathParam("username") String username) {
        UserView user = users.delete(visitors.current(), named(username));
        return Replies.changed(NOUN, write(user), "Deleted user \"" + user.loginId() + "\".");
    }

    private static String named(String username) {
        return Names.ofPath(NOUN, username);
    }

    private static Draft draft(JsonNode json) {
        Body body = Body.of(json);
        return new Draft(
                body.text("loginId"), body.text("email"), body.text("password"), Names.of(body, "groups", "name"));
    }

    private ObjectNode write(UserView user) {
        Include include = query().include();
        ObjectNode json = Json.object().put("loginId", user.loginId());
        Json.putOrNull(json, "email", user.email());
        if (include.has("groups")) {
            ArrayNode groups = json.putArray("groups");
            user.groups().forEach(group -> groups.addObject().put("name", group));
        }
        if (include.details()) {
            json.put("id", user.id().toString());
        }
        return Stamped.write(json, include, user.createdAt(), user.createdBy(), user.updatedAt(), user.updatedBy());
    }

    private Parameters query() {
        return new Parameters(uri.getQueryParameters());
    }
}

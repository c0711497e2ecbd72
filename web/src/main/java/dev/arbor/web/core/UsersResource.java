package dev.arbor.web.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.PasswordResets;
import dev.arbor.platform.api.PeopleSearch;
import dev.arbor.platform.api.Users;
import dev.arbor.web.Json;
import jakarta.inject.Inject;
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

/** Users (integrator spec 4.7). */
@Path(CoreApi.PATH + "/users")
@Produces(MediaType.APPLICATION_JSON)
public class UsersResource {

    private static final String USERS = "users";

    @Inject
    private Users users;

    @Inject
    private PasswordResets resets;

    @Inject
    private PeopleShown shown;

    @Inject
    private Visitors visitors;

    @Context
    private UriInfo uri;

    @GET
    public ObjectNode list() {
        CoreQuery query = new CoreQuery(uri);
        Identity who = visitors.current();
        if (query.counts()) {
            return Json.object().put("count", users.count(who, query.text("q")));
        }
        Inclusion include = query.include();
        PeopleSearch.Found found = users.list(who, PeopleShown.search(query, USERS), PeopleShown.partsOfUser(include));
        return PeopleShown.page(USERS, found, shown.usersInSpace(who, found.items(), include), query, USERS);
    }

    @POST
    public ObjectNode create(CoreBody body) {
        return shown(users.create(visitors.current(), body.unwrapped("user").json()));
    }

    @GET
    @Path("/{username}")
    public ObjectNode find(@PathParam("username") String username) {
        return shown(username);
    }

    @PUT
    @Path("/{username}")
    public ObjectNode update(@PathParam("username") String username, CoreBody body) {
        return shown(users.update(
                visitors.current(), username, body.unwrapped("user").json()));
    }

    /** The name alone, as clients know it. */
    @DELETE
    @Path("/{username}")
    public ObjectNode delete(@PathParam("username") String username) {
        return Json.object().put("user", users.delete(visitors.current(), username));
    }

    @POST
    @Path("/{username}/passwordResetToken")
    public ObjectNode passwordResetToken(@PathParam("username") String username, CoreBody body) {
        return Json.object().put("token", resets.issue(visitors.current(), username, body.json()));
    }

    private ObjectNode shown(String username) {
        Inclusion include = new CoreQuery(uri).include();
        Identity who = visitors.current();
        ObjectNode user = users.find(who, username, PeopleShown.partsOfUser(include));
        return Envelope.one(
                "user", shown.usersInSpace(who, List.of(user), include).get(0));
    }
}

package dev.arbor.web.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.Users;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** The user whose request it is (integrator spec 4.2): without an envelope. */
@Path(CoreApi.PATH + "/me")
@Produces(MediaType.APPLICATION_JSON)
public class MeResource {

    @Inject
    private Users users;

    @Inject
    private PeopleShown shown;

    @Inject
    private Visitors visitors;

    @Context
    private UriInfo uri;

    @GET
    public ObjectNode find() {
        return shown(somebody().username());
    }

    @PUT
    public ObjectNode update(CoreBody body) {
        Identity who = somebody();
        return shown(users.update(who, who.username(), body.unwrapped("user").json()));
    }

    private Identity somebody() {
        Identity who = visitors.current();
        if (!who.authenticated()) {
            throw PlatformRefusal.unauthorized("Expected somebody who has signed in, but nobody has.");
        }
        return who;
    }

    private ObjectNode shown(String username) {
        Inclusion include = new CoreQuery(uri).include();
        Identity who = visitors.current();
        ObjectNode user = users.find(who, username, PeopleShown.partsOfUser(include));
        return shown.usersInSpace(who, List.of(user), include).get(0);
    }
}

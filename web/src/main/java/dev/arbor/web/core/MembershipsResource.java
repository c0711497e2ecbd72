package dev.arbor.web.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.Memberships;
import dev.arbor.platform.api.PlatformRefusal;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** Who is in which team (integrator spec 4.7). */
@Path(CoreApi.PATH + "/memberships")
@Produces(MediaType.APPLICATION_JSON)
public class MembershipsResource {

    @Inject
    private Memberships memberships;

    @Inject
    private Visitors visitors;

    @Context
    private UriInfo uri;

    @POST
    public ObjectNode create(CoreBody body) {
        return shown(
                memberships.add(visitors.current(), body.unwrapped("membership").json()));
    }

    /** The slug of a team has no underscore in it; the name of a user may. */
    @DELETE
    @Path("/{slug}")
    public ObjectNode delete(@PathParam("slug") String slug) {
        int end = slug.indexOf('_');
        if (end < 0) {
            throw PlatformRefusal.missing("Membership", slug);
        }
        return shown(memberships.remove(visitors.current(), slug.substring(0, end), slug.substring(end + 1)));
    }

    private ObjectNode shown(ObjectNode both) {
        return Envelope.one("membership", PeopleShown.membership(both, new CoreQuery(uri).include()));
    }
}

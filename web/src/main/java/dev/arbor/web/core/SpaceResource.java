package dev.arbor.web.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.Spaces;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** The space (integrator spec 4.2). */
@Path(CoreApi.PATH + "/space")
@Produces(MediaType.APPLICATION_JSON)
public class SpaceResource {

    @Inject
    private Spaces spaces;

    @Inject
    private SpaceShown shown;

    @Inject
    private Visitors visitors;

    @Context
    private UriInfo uri;

    @GET
    public ObjectNode find() {
        CoreQuery query = new CoreQuery(uri);
        boolean export = query.flag("export");
        Inclusion asked = query.include();
        Inclusion include = export ? Exports.everything(Shown.SPACE).and(asked, "kapps", "teams", "users") : asked;
        ObjectNode space = shown.show(visitors.current(), include);
        return Envelope.one("space", export ? Exports.without(space) : space);
    }

    @PUT
    public ObjectNode update(CoreBody body) {
        spaces.update(visitors.current(), body.unwrapped("space").json());
        return find();
    }
}

package dev.arbor.web.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.Kapps;
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

/** Kapps (integrator spec 4.3). */
@Path(CoreApi.PATH + "/kapps")
@Produces(MediaType.APPLICATION_JSON)
public class KappsResource {

    @Inject
    private Kapps kapps;

    @Inject
    private KappsShown shown;

    @Inject
    private Visitors visitors;

    @Context
    private UriInfo uri;

    @GET
    public ObjectNode list() {
        CoreQuery query = new CoreQuery(uri);
        Inclusion include = query.include();
        Identity who = visitors.current();
        return Envelope.page(
                "kapps",
                kapps.list(who, query.listing(), include.names()),
                query,
                "kapps",
                page -> shown.show(who, page, include));
    }

    @POST
    public ObjectNode create(CoreBody body) {
        return shown(kapps.create(visitors.current(), body.unwrapped("kapp").json()));
    }

    @GET
    @Path("/{slug}")
    public ObjectNode find(@PathParam("slug") String slug) {
        return shown(slug);
    }

    @PUT
    @Path("/{slug}")
    public ObjectNode update(@PathParam("slug") String slug, CoreBody body) {
        kapps.update(visitors.current(), slug, body.unwrapped("kapp").json());
        return shown(slug);
    }

    @DELETE
    @Path("/{slug}")
    public ObjectNode delete(@PathParam("slug") String slug) {
        ObjectNode before = shown(slug);
        kapps.delete(visitors.current(), slug);
        return before;
    }

    private ObjectNode shown(String slug) {
        CoreQuery query = new CoreQuery(uri);
        boolean export = query.flag("export");
        Inclusion include = export ? Exports.everything(Shown.KAPP) : query.include();
        Identity who = visitors.current();
        ObjectNode kapp = shown.show(who, List.of(kapps.find(who, slug, include.names())), include)
                .get(0);
        return Envelope.one("kapp", export ? Exports.without(kapp) : kapp);
    }
}

package dev.arbor.web.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.WebApis;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Optional;

/** Definitions of web APIs (integrator spec 4.9): the same for the space and a kapp. */
public abstract class WebApisResource {

    @Inject
    private WebApis webApis;

    @Inject
    private Visitors visitors;

    /** The slug of the kapp; empty for the space. */
    protected abstract Optional<String> kapp();

    @GET
    public ObjectNode list() {
        return Envelope.list("webApis", webApis.list(visitors.current(), kapp()), Optional.empty());
    }

    @POST
    public ObjectNode create(CoreBody body) {
        return one(webApis.create(
                visitors.current(), kapp(), body.unwrapped("webApi").json()));
    }

    @GET
    @Path("/{slug}")
    public ObjectNode find(@PathParam("slug") String slug) {
        return one(webApis.find(visitors.current(), kapp(), slug));
    }

    @PUT
    @Path("/{slug}")
    public ObjectNode update(@PathParam("slug") String slug, CoreBody body) {
        return one(webApis.update(
                visitors.current(), kapp(), slug, body.unwrapped("webApi").json()));
    }

    @DELETE
    @Path("/{slug}")
    public ObjectNode delete(@PathParam("slug") String slug) {
        return one(webApis.delete(visitors.current(), kapp(), slug));
    }

    @GET
    @Path("/{slug}/export")
    public ObjectNode export(@PathParam("slug") String slug) {
        return webApis.export(visitors.current(), kapp(), slug);
    }

    private static ObjectNode one(ObjectNode webApi) {
        return Envelope.one("webApi", webApi);
    }
}

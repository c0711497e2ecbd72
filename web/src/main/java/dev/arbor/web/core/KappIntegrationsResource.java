package dev.arbor.web.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.Integrations;
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
import java.util.Optional;

/** Definitions of the integrations of a kapp (integrator spec 4.10). */
@Path(CoreApi.PATH + "/kapps/{kapp}/integrations")
@Produces(MediaType.APPLICATION_JSON)
public class KappIntegrationsResource {

    @Inject
    private Integrations integrations;

    @Inject
    private Visitors visitors;

    @Context
    private UriInfo uri;

    @PathParam("kapp")
    private String kapp;

    @GET
    public ObjectNode list() {
        Inclusion include = new CoreQuery(uri).include();
        return Envelope.list(
                "integrations",
                integrations.list(visitors.current(), kapp).stream()
                        .map(each -> Shown.INTEGRATION.show(each, include))
                        .toList(),
                Optional.empty());
    }

    @POST
    public ObjectNode create(CoreBody body) {
        return one(integrations.create(
                visitors.current(), kapp, body.unwrapped("integration").json()));
    }

    @GET
    @Path("/{name}")
    public ObjectNode find(@PathParam("name") String name) {
        return one(integrations.find(visitors.current(), kapp, name));
    }

    @PUT
    @Path("/{name}")
    public ObjectNode update(@PathParam("name") String name, CoreBody body) {
        return one(integrations.update(
                visitors.current(), kapp, name, body.unwrapped("integration").json()));
    }

    @DELETE
    @Path("/{name}")
    public ObjectNode delete(@PathParam("name") String name) {
        return one(integrations.delete(visitors.current(), kapp, name));
    }

    private ObjectNode one(ObjectNode integration) {
        return Envelope.one("integration", Shown.INTEGRATION.show(integration, new CoreQuery(uri).include()));
    }
}

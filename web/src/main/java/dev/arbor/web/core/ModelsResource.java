package dev.arbor.web.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.Models;
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

/** Models of bridges, as they were given. */
@Path(CoreApi.PATH + "/models")
@Produces(MediaType.APPLICATION_JSON)
public class ModelsResource {

    @Inject
    private Models models;

    @Inject
    private Visitors visitors;

    @Context
    private UriInfo uri;

    @GET
    public ObjectNode list() {
        Inclusion include = new CoreQuery(uri).include();
        return Envelope.list(
                "models",
                models.list(visitors.current()).stream()
                        .map(each -> Shown.MODEL.show(each, include))
                        .toList(),
                Optional.empty());
    }

    @POST
    public ObjectNode create(CoreBody body) {
        return one(models.create(visitors.current(), body.unwrapped("model").json()));
    }

    @GET
    @Path("/{name}")
    public ObjectNode find(@PathParam("name") String name) {
        return one(models.find(visitors.current(), name));
    }

    @PUT
    @Path("/{name}")
    public ObjectNode update(@PathParam("name") String name, CoreBody body) {
        return one(
                models.update(visitors.current(), name, body.unwrapped("model").json()));
    }

    @DELETE
    @Path("/{name}")
    public ObjectNode delete(@PathParam("name") String name) {
        return one(models.delete(visitors.current(), name));
    }

    private ObjectNode one(ObjectNode model) {
        return Envelope.one("model", Shown.MODEL.show(model, new CoreQuery(uri).include()));
    }
}

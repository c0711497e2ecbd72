package dev.arbor.web.integrator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.api.Connections;
import dev.arbor.web.Json;
import dev.arbor.web.Parameters;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** Connections (integrator spec 1.11, 1 to 8). */
@Path(IntegratorApi.ROOT + "/connections")
@Produces(MediaType.APPLICATION_JSON)
public class ConnectionsResource {

    @Inject
    private Connections connections;

    @Context
    private UriInfo uri;

    @Context
    private HttpHeaders headers;

    private Connections connections() {
        return IntegratorApi.dialect(headers).map(connections::in).orElse(connections);
    }

    @GET
    public ArrayNode list() {
        return IntegratorApi.list(connections().list());
    }

    @POST
    public ObjectNode create(JsonNode body) {
        return connections().create(IntegratorApi.optional(body));
    }

    @GET
    @Path("/{id}")
    public ObjectNode find(@PathParam("id") String id) {
        return connections().find(id);
    }

    /** Merged as by PATCH; {@code replaceSecrets=true} deletes the named secrets that the body does not have. */
    @PUT
    @Path("/{id}")
    public ObjectNode replace(@PathParam("id") String id, JsonNode body) {
        boolean replaceSecrets = new Parameters(uri.getQueryParameters()).flag("replaceSecrets");
        return connections().update(id, IntegratorApi.optional(body), replaceSecrets);
    }

    @PATCH
    @Path("/{id}")
    public ObjectNode update(@PathParam("id") String id, JsonNode body) {
        return connections().update(id, IntegratorApi.optional(body), false);
    }

    /** The body is empty, but it is one: clients parse it. */
    @DELETE
    @Path("/{id}")
    public ObjectNode delete(@PathParam("id") String id) {
        connections.delete(id);
        return Json.object();
    }

    @POST
    @Path("/{id}/restart")
    public ObjectNode restart(@PathParam("id") String id) {
        return connections.restart(id);
    }

    @POST
    @Path("/{id}/test")
    public ObjectNode test(@PathParam("id") String id, JsonNode body) {
        return connections.test(id, IntegratorApi.optional(body));
    }
}

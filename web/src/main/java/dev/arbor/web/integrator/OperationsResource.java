package dev.arbor.web.integrator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.api.Operations;
import dev.arbor.web.Json;
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

/** Operations of a connection (integrator spec 1.11, 10 to 15). */
@Path(IntegratorApi.ROOT + "/connections/{connection}/operations")
@Produces(MediaType.APPLICATION_JSON)
public class OperationsResource {

    @Inject
    private Operations operations;

    @PathParam("connection")
    private String connection;

    @Context
    private HttpHeaders headers;

    private Operations operations() {
        return IntegratorApi.dialect(headers).map(operations::in).orElse(operations);
    }

    @GET
    public ArrayNode list() {
        return IntegratorApi.list(operations().list(connection));
    }

    @POST
    public ObjectNode create(JsonNode body) {
        return operations().create(connection, IntegratorApi.optional(body));
    }

    @GET
    @Path("/{id}")
    public ObjectNode find(@PathParam("id") String id) {
        return operations().find(connection, id);
    }

    @PUT
    @Path("/{id}")
    public ObjectNode replace(@PathParam("id") String id, JsonNode body) {
        return operations().update(connection, id, IntegratorApi.optional(body));
    }

    @PATCH
    @Path("/{id}")
    public ObjectNode update(@PathParam("id") String id, JsonNode body) {
        return operations().update(connection, id, IntegratorApi.optional(body));
    }

    @DELETE
    @Path("/{id}")
    public ObjectNode delete(@PathParam("id") String id) {
        operations.delete(connection, id);
        return Json.object();
    }
}

package dev.arbor.web.integrator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.api.Connections;
import dev.arbor.integrator.api.Operations;
import dev.arbor.web.Json;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** Export, import and the rotation of keys (integrator spec 1.11, 20 to 23). */
@Path(IntegratorApi.ROOT)
@Produces(MediaType.APPLICATION_JSON)
public class TransfersResource {

    @Inject
    private Connections connections;

    @Inject
    private Operations operations;

    @Context
    private UriInfo uri;

    @Context
    private HttpHeaders headers;

    @GET
    @Path("/export/connections/{id}")
    public ObjectNode export(@PathParam("id") String id) {
        return IntegratorApi.dialect(headers)
                .map(connections::in)
                .orElse(connections)
                .export(id);
    }

    @POST
    @Path("/import/connections")
    public ObjectNode importConnection(JsonNode body) {
        return IntegratorApi.dialect(headers)
                .map(connections::in)
                .orElse(connections)
                .importConnection(IntegratorApi.optional(body), isForced());
    }

    @POST
    @Path("/import/connections/{id}/operations")
    public ArrayNode importOperations(@PathParam("id") String id, JsonNode body) {
        return IntegratorApi.list(IntegratorApi.dialect(headers)
                .map(operations::in)
                .orElse(operations)
                .importAll(id, IntegratorApi.optional(body), isForced()));
    }

    @POST
    @Path("/rotate-encryption-key")
    public ObjectNode rotate() {
        connections.rotateKeys();
        return Json.object();
    }

    private boolean isForced() {
        return IntegratorApi.flag(uri, "force");
    }
}

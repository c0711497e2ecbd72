package dev.arbor.web.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.Refusal;
import dev.arbor.platform.api.OAuthClients;
import dev.arbor.platform.api.OAuthClients.Client;
import dev.arbor.platform.api.OAuthClients.Fields;
import dev.arbor.web.Callers;
import dev.arbor.web.Include;
import dev.arbor.web.Json;
import dev.arbor.web.Parameters;
import dev.arbor.web.security.SpaceAdmins;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
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

/** OAuth clients, in the shapes of the Core API (integrator spec 3.3 and 4.1.1). Their secrets are written and never read. */
@Path("/app/api/v1/oauthClients")
@Produces(MediaType.APPLICATION_JSON)
@SpaceAdmins
public class OAuthClientsResource {

    @Inject
    private OAuthClients clients;

    @Inject
    private Callers callers;

    @Context
    private UriInfo uri;

    @GET
    public ObjectNode list() {
        ObjectNode reply = Json.object();
        reply.putArray("messages");
        reply.set("oauthClients", Json.array(clients.list(), this::json));
        return reply.putNull("nextPageToken");
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public ObjectNode create(JsonNode body) {
        return wrapped(clients.create(fields(body), callers.by("Core OAuth Client Create")));
    }

    @GET
    @Path("/{clientId}")
    public ObjectNode find(@PathParam("clientId") String clientId) {
        return wrapped(clients.find(clientId));
    }

    @PUT
    @Path("/{clientId}")
    @Consumes(MediaType.APPLICATION_JSON)
    public ObjectNode update(@PathParam("clientId") String clientId, JsonNode body) {
        return wrapped(clients.update(clientId, fields(body), callers.by("Core OAuth Client Update")));
    }

    /** Gives what was removed. */
    @DELETE
    @Path("/{clientId}")
    public ObjectNode delete(@PathParam("clientId") String clientId) {
        return wrapped(clients.delete(clientId, callers.by("Core OAuth Client Delete")));
    }

    /** Unknown keys are ignored, as in the whole Core API. */
    private static Fields fields(JsonNode body) {
        if (body == null || !body.isObject()) {
            throw Refusal.invalid("invalid_value", "Expected a JSON object in the body.");
        }
        return new Fields(
                text(body, "clientId"),
                text(body, "name"),
                text(body, "description"),
                text(body, "clientSecret"),
                text(body, "redirectUri"),
                text(body, "serviceUser"));
    }

    /** A text; null is as good as an absent key. What is wrong is not quoted: it may be a secret. */
    private static Optional<String> text(JsonNode body, String key) {
        JsonNode value = body.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual() || value.textValue().indexOf('\0') >= 0) {
            throw Refusal.invalid("invalid_value", "Expected a text in '" + key + "'.");
        }
        return Optional.of(value.textValue());
    }

    private ObjectNode wrapped(Client client) {
        ObjectNode reply = Json.object();
        reply.set("client", json(client));
        return reply;
    }

    private ObjectNode json(Client client) {
        Include include = new Parameters(uri.getQueryParameters()).include();
        ObjectNode json = Json.object()
                .put("clientId", client.clientId())
                .putNull("clientSecret")
                .put("description", client.description())
                .put("name", client.name());
        Json.putOrNull(json, "redirectUri", client.redirectUri());
        Json.putOrNull(json, "serviceUser", client.serviceUser());
        if (include.details()) {
            json.put("createdAt", Json.moment(client.createdAt()))
                    .put("createdBy", client.createdBy())
                    .put("updatedAt", Json.moment(client.updatedAt()))
                    .put("updatedBy", client.updatedBy());
        }
        return json;
    }
}

package dev.arbor.web.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.SigningKeys;
import dev.arbor.web.Callers;
import dev.arbor.web.Json;
import dev.arbor.web.Parameters;
import dev.arbor.web.security.SpaceAdmins;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** The rotation of the key that signs tokens: an operation of our own. The key itself is never shown. */
@Path("/app/api/v1/oauthSigningKey/rotate")
@Produces(MediaType.APPLICATION_JSON)
@SpaceAdmins
public class SigningKeyResource {

    @Inject
    private SigningKeys keys;

    @Inject
    private Callers callers;

    @Context
    private UriInfo uri;

    /** With {@code revoke=true} no token that was issued before is accepted any more. */
    @POST
    public ObjectNode rotate() {
        boolean revoke = new Parameters(uri.getQueryParameters()).flag("revoke");
        SigningKeys.Rotated rotated = keys.rotate(revoke, callers.by("Core OAuth Signing Key Rotation"));
        ObjectNode reply = Json.object();
        reply.putObject("oauthSigningKey")
                .put("kid", rotated.kid())
                .put("earlierTokensAcceptedUntil", Json.moment(rotated.earlierAcceptedUntil()));
        return reply;
    }
}

package dev.arbor.web.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.web.Json;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/**
 * What OAuth libraries ask first (RFC 8414). The issuer is our address, as that says; the claim {@code iss} of tokens is
 * the fixed word that clients of the original expect.
 */
@Path("/.well-known/oauth-authorization-server")
@Produces(MediaType.APPLICATION_JSON)
public class MetadataResource {

    @Inject
    private PublicAddress address;

    @Context
    private HttpServletRequest request;

    @GET
    public ObjectNode metadata() {
        String here = address.of(request);
        ObjectNode metadata = Json.object()
                .put("issuer", here)
                .put("authorization_endpoint", here + "/app/oauth/authorize")
                .put("token_endpoint", here + "/app/oauth/token");
        metadata.set("response_types_supported", Json.texts(List.of("token", "code")));
        metadata.set(
                "grant_types_supported", Json.texts(List.of("implicit", "authorization_code", "client_credentials")));
        metadata.set(
                "token_endpoint_auth_methods_supported",
                Json.texts(List.of("client_secret_basic", "client_secret_post", "none")));
        metadata.set("code_challenge_methods_supported", Json.texts(List.of("S256")));
        metadata.set("scopes_supported", Json.texts(List.of("full_access")));
        return metadata;
    }
}

package dev.arbor.web.oauth;

import dev.arbor.platform.api.AccessToken;
import dev.arbor.platform.api.Grants;
import dev.arbor.platform.api.OAuthRefusal;
import dev.arbor.web.security.BasicCredentials;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** Gives a token for a code, or to a client for itself (integrator spec 3.3). Clients prove who they are here. */
@Path("/app/oauth/token")
@Produces(MediaType.APPLICATION_JSON)
public class TokenResource {

    @Inject
    private Grants grants;

    @Context
    private HttpServletRequest request;

    @Context
    private UriInfo uri;

    @Context
    private HttpHeaders headers;

    @POST
    public Response token(String body) {
        OAuthParameters parameters = new OAuthParameters(uri, headers, body);
        String type = parameters.required("grant_type");
        Grants.Proof client = client(parameters);
        AccessToken token =
                switch (type) {
                    case "authorization_code" ->
                        grants.redeem(
                                client,
                                parameters.required("code"),
                                parameters.text("redirect_uri"),
                                parameters.text("code_verifier"));
                    case "client_credentials" -> grants.clientCredentials(client);
                    default ->
                        throw OAuthRefusal.badRequest(
                                "unsupported_grant_type",
                                "Expected the grant_type to be authorization_code or client_credentials, but got '"
                                        + type + "'.");
                };
        return Response.ok(GrantedJson.json(token))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** By HTTP Basic, or by {@code client_id} and {@code client_secret}; the id may be there both ways, if it is the same. */
    private Grants.Proof client(OAuthParameters parameters) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            return new Grants.Proof(
                    parameters.required("client_id"), parameters.text("client_secret"), request.getRemoteAddr());
        }
        BasicCredentials basic = BasicCredentials.of(header)
                .orElseThrow(() -> OAuthRefusal.invalidClient(
                        "Expected a client_id and a client_secret by HTTP Basic, but they cannot be read."));
        if (!parameters.text("client_id").orElse(basic.name()).equals(basic.name())) {
            throw OAuthRefusal.invalidClient("Expected one client_id, but there are two that differ.");
        }
        return new Grants.Proof(
                basic.name(), Optional.of(basic.secret()).filter(secret -> !secret.isEmpty()), request.getRemoteAddr());
    }
}

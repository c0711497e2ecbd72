package dev.arbor.web.oauth;

import dev.arbor.platform.api.Account;
import dev.arbor.platform.api.Grants;
import dev.arbor.platform.api.OAuthRefusal;
import dev.arbor.web.security.Entrance;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** Grants a token or a code to the client of whoever has signed in (integrator spec 3.1 and 3.3). */
@Path("/app/oauth/authorize")
public class AuthorizeResource {

    @Inject
    private Grants grants;

    @Inject
    private PublicAddress address;

    @Context
    private HttpServletRequest request;

    @Context
    private UriInfo uri;

    @Context
    private HttpHeaders headers;

    @GET
    public Response get() {
        return authorize(new OAuthParameters(uri));
    }

    @POST
    public Response post(String body) {
        return authorize(new OAuthParameters(uri, headers, body));
    }

    /** {@code response_type} decides; {@code grant_type} says the same once more where it is there at all. */
    private Response authorize(OAuthParameters parameters) {
        Grants.Request asked = new Grants.Request(
                parameters.required("client_id"), parameters.text("redirect_uri"), challenge(parameters));
        String target =
                grants.destination(asked).redirectUri().orElseGet(() -> address.of(request) + "/app/oauth/callback");
        Account account = (Account) request.getAttribute(Entrance.ACCOUNT);
        Optional<String> state = parameters.text("state");
        String type = parameters.required("response_type");
        return switch (type) {
            case "token" -> redirect(target + "#" + GrantedJson.fragment(grants.implicit(account, asked), state));
            case "code" -> redirect(withCode(target, grants.code(account, asked), state));
            default ->
                throw OAuthRefusal.badRequest(
                        "unsupported_response_type",
                        "Expected the response_type to be token or code, but got '" + type + "'.");
        };
    }

    private static Optional<String> challenge(OAuthParameters parameters) {
        Optional<String> challenge = parameters.text("code_challenge");
        if (challenge.isPresent()
                && !parameters.text("code_challenge_method").orElse("plain").equals("S256")) {
            throw OAuthRefusal.badRequest("invalid_request", "Expected the code_challenge_method to be S256.");
        }
        return challenge;
    }

    /** The code is last, with {@code #/} after it: clients cut it out from there. */
    private static String withCode(String target, String code, Optional<String> state) {
        String first = target + (target.contains("?") ? "&" : "?");
        return first
                + state.map(text -> "state=" + GrantedJson.encode(text) + "&").orElse("") + "code=" + code + "#/";
    }

    private static Response redirect(String target) {
        return Response.status(Response.Status.FOUND)
                .header(HttpHeaders.LOCATION, target)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }
}

package dev.arbor.web.oauth;

import dev.arbor.platform.api.OAuthRefusal;
import dev.arbor.web.Json;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.jboss.logging.Logger;

/** What a refusal looks like to an OAuth client (RFC 6749, 5.2). */
@Provider
public class OAuthRefusalMapper implements ExceptionMapper<OAuthRefusal> {

    private static final Logger LOG = Logger.getLogger(OAuthRefusalMapper.class);

    @Context
    private HttpHeaders headers;

    @Context
    private UriInfo uri;

    @Override
    public Response toResponse(OAuthRefusal refusal) {
        LOG.infof("%s refused: %d %s", uri.getPath(), refusal.status(), refusal.error());
        Response.ResponseBuilder response = Response.status(refusal.status());
        // Where it was the client that tried; a person who has signed in is not asked to do so again.
        if (refusal.status() == 401
                && uri.getPath().endsWith("/token")
                && headers.getHeaderString(HttpHeaders.AUTHORIZATION) != null) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"OAuth client\"");
        }
        return response.type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(Json.object().put("error", refusal.error()).put("error_description", refusal.getMessage()))
                .build();
    }
}

package dev.arbor.web.oauth;

import dev.arbor.platform.api.OAuthRefusal;
import dev.arbor.web.Json;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.jboss.logging.Logger;

/** What a refusal looks like to an OAuth client (RFC 6749, 5.2). */
@Provider
public class OAuthRefusalMapper implements ExceptionMapper<OAuthRefusal> {

    private static final Logger LOG = Logger.getLogger(OAuthRefusalMapper.class);

    @Override
    public Response toResponse(OAuthRefusal refusal) {
        LOG.infof("Refused: %d %s", refusal.status(), refusal.error());
        return Response.status(refusal.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(Json.object().put("error", refusal.error()).put("error_description", refusal.getMessage()))
                .build();
    }
}

package dev.arbor.web.integrator;

import dev.arbor.web.ErrorShape;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;

/**
 * Takes a request that does not say what its body is for JSON. Clients send no type with bodies that may be left out, and
 * this API takes nothing else.
 */
@Provider
@PreMatching
public class UntoldType implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getHeaderString(HttpHeaders.CONTENT_TYPE) == null
                && ErrorShape.of(request.getUriInfo().getPath()) == ErrorShape.INTEGRATOR) {
            request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        }
    }
}

package dev.arbor.web.core;

import dev.arbor.platform.api.PlatformRefusal;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;

/** Refuses addresses of the Core API with a NUL in them before they reach a database: none of ours can even look for it. */
@Provider
@PreMatching
public class StorableAddresses implements ContainerRequestFilter {

    private static final String NUL = "%00";

    @Override
    public void filter(ContainerRequestContext request) {
        if (!CoreApi.isAt(request.getUriInfo().getPath())) {
            return; // The other APIs say for themselves that there is no such thing.
        }
        URI uri = request.getUriInfo().getRequestUri();
        String query = uri.getRawQuery();
        if (uri.getRawPath().contains(NUL) || query != null && query.contains(NUL)) {
            throw PlatformRefusal.invalid("invalid_request", "Expected an address without a NUL character.");
        }
    }
}

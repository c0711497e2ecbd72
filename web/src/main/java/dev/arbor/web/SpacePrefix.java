package dev.arbor.web;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Clients of a server that hosts itself put {@code /kinetic/<slug of the space>} before every path (integrator spec 1.1);
 * resources do not know of it. The prefix of another space is none, and there is nothing at such a path.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
@ApplicationScoped
public class SpacePrefix implements ContainerRequestFilter {

    @Inject
    @ConfigProperty(name = "arbor.space.slug", defaultValue = "arbor")
    private String slug;

    /** A path without the prefix, if it has it. */
    public String without(String path) {
        String prefix = "/kinetic/" + slug;
        return path.startsWith(prefix + "/") ? path.substring(prefix.length()) : path;
    }

    /** The prefix as a client used it in a request; an empty text if it did not. */
    public String used(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.substring(0, path.length() - without(path).length());
    }

    @Override
    public void filter(ContainerRequestContext request) {
        URI uri = request.getUriInfo().getRequestUri();
        String path = uri.getRawPath();
        if (!without(path).equals(path)) {
            request.setRequestUri(
                    UriBuilder.fromUri(uri).replacePath(without(path)).build());
        }
    }
}

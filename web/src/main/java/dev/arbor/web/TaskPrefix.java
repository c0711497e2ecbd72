package dev.arbor.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;

/**
 * Clients reach the Task API through the platform or directly, under two prefixes; resources know the first alone
 * (engine spec 5).
 */
@Provider
@PreMatching
public class TaskPrefix implements ContainerRequestFilter {

    /** Where the Task API v2 lives. */
    public static final String TASK_API = "/app/components/task/app/api/v2";

    private static final String DIRECT = "/kinetic-task/app/";
    private static final String THROUGH_PLATFORM = "/app/components/task/app/";

    @Override
    public void filter(ContainerRequestContext request) {
        URI uri = request.getUriInfo().getRequestUri();
        String path = uri.getRawPath();
        String base = request.getUriInfo().getBaseUri().getRawPath();
        String root = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        if (path.startsWith(root + DIRECT)) {
            String rewritten = root + THROUGH_PLATFORM + path.substring((root + DIRECT).length());
            request.setRequestUri(UriBuilder.fromUri(uri).replacePath(rewritten).build());
        }
    }
}

package dev.arbor.web.integrator;

import dev.arbor.web.Json;
import dev.arbor.web.security.Roles;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;

/**
 * Who may use the Integrator API: space administrators who come with a token (integrator spec 8.2). It holds for every
 * resource of this package; what everybody may ask says {@link PermitAll}. The engine performs operations in this
 * process and does not come by here.
 */
@Provider
public class IntegratorAccess implements DynamicFeature {

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        boolean ours = IntegratorAccess.class
                .getPackage()
                .equals(resource.getResourceClass().getPackage());
        if (ours && !resource.getResourceMethod().isAnnotationPresent(PermitAll.class)) {
            context.register(new Guard(), Priorities.AUTHORIZATION);
        }
    }

    /** Answers in the shapes of this API (integrator spec 1.9). */
    static final class Guard implements ContainerRequestFilter {

        @Override
        public void filter(ContainerRequestContext request) {
            SecurityContext caller = request.getSecurityContext();
            if (!caller.isUserInRole(Roles.BEARER)) {
                request.abortWith(Response.status(Response.Status.UNAUTHORIZED)
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .entity(Json.object().put("message", "Authorization header must contain a bearer token"))
                        .build());
            } else if (!caller.isUserInRole(Roles.SPACE_ADMIN)) {
                request.abortWith(Response.status(Response.Status.FORBIDDEN)
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .entity(Json.object()
                                .put("error", "Expected the token of a space administrator, but it is not one.")
                                .put("errorKey", "forbidden"))
                        .build());
            }
        }
    }
}

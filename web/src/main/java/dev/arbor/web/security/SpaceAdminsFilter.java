package dev.arbor.web.security;

import dev.arbor.engine.api.Refusal;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Keeps everybody else away from what says {@link SpaceAdmins}. */
@Provider
@SpaceAdmins
@Priority(Priorities.AUTHORIZATION)
public class SpaceAdminsFilter implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        if (!request.getSecurityContext().isUserInRole(Roles.SPACE_ADMIN)) {
            throw Refusal.of(
                    Refusal.Reason.FORBIDDEN, "forbidden", "Expected a space administrator, but you are not one.");
        }
    }
}

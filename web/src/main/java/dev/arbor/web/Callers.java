package dev.arbor.web;

import dev.arbor.engine.api.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;

/** Who sent the request in hand, as the engine records it. */
@RequestScoped
public class Callers {

    @Inject
    private HttpServletRequest request;

    /**
     * The caller.
     *
     * @param what what was asked for, for example {@code API v2 Run Tree}
     */
    public Caller by(String what) {
        Principal principal = request.getUserPrincipal();
        String username = principal == null ? "anonymous" : principal.getName();
        return new Caller(username, what + " by " + username + " from " + request.getRemoteAddr());
    }
}

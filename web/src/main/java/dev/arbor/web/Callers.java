package dev.arbor.web;

import dev.arbor.engine.api.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;

/** Who sent the request in hand, as the engine records it. */
@RequestScoped
public class Callers {

    /** The attribute of a request that has the access key that signed it, once a rule found that good. */
    public static final String SIGNER = "dev.arbor.signer";

    @Inject
    private HttpServletRequest request;

    /**
     * The caller.
     *
     * @param what what was asked for, for example {@code API v2 Run Tree}
     */
    public Caller by(String what) {
        Principal principal = request.getUserPrincipal();
        String username = principal == null ? unknown() : principal.getName();
        return new Caller(username, what + " by " + username + " from " + request.getRemoteAddr());
    }

    /** Whoever has not signed in is known by the access key that signed the request, once a rule found it good. */
    private String unknown() {
        return request.getAttribute(SIGNER) instanceof String key ? key : "anonymous";
    }
}

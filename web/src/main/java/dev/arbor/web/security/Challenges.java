package dev.arbor.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** How whoever is not known is asked who they are. */
public final class Challenges {

    static final String BASIC = "Basic realm=\"Arbor\", charset=\"UTF-8\"";
    static final String BEARER = "Bearer realm=\"Arbor\"";

    /** Sent by clients that believe they are signed in: they want to be told, and nobody is to be asked. */
    private static final String AUTH_ASSUMED = "X-Kinetic-AuthAssumed";

    private Challenges() {}

    /** What a refusal has in {@code WWW-Authenticate}; empty where a browser would ask on behalf of a page of ours. */
    public static Optional<String> of(HttpServletRequest request) {
        return of(request, BASIC);
    }

    static Optional<String> of(HttpServletRequest request, String challenge) {
        return isAssumed(request) || Cookies.value(request, Cookies.SESSION).isPresent()
                ? Optional.empty()
                : Optional.of(challenge);
    }

    /** Whether the client takes it that somebody has signed in. */
    static boolean isAssumed(HttpServletRequest request) {
        return request.getHeader(AUTH_ASSUMED) != null;
    }
}

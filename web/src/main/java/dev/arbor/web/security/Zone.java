package dev.arbor.web.security;

import java.util.Set;
import java.util.regex.Pattern;

/** What a path asks for before it is entered. A path that is not named here asks for a password or a token. */
enum Zone {
    /** Nothing. */
    PUBLIC,
    /** A password: whoever could renew a token with itself would have it for ever. */
    PASSWORD,
    /** A token (integrator spec 1.1). */
    TOKEN,
    /** Either of them. */
    EITHER,
    /** Either of them, or nothing: what is there decides about those who do not say who they are. */
    ANYBODY;

    /** Calls of web APIs, not their definitions. */
    private static final Pattern WEB_API = Pattern.compile("/app/(kapps/[^/]+/)?webApis/[^/]+/?");

    private static final Set<String> OPEN = Set.of(
            "/app/integrator/healthz",
            "/app/integrator/version",
            "/app/integrator/api/healthz",
            "/app/integrator/api/version",
            "/app/oauth/callback",
            "/app/oauth/callback.js",
            // Clients prove themselves there, not accounts.
            "/app/oauth/token",
            // A token that was given out for it is proof enough.
            "/app/reset-password/token",
            "/.well-known/oauth-authorization-server");

    /** The zone of a path, decoded and without the prefix of a space. */
    static Zone of(String path) {
        if (OPEN.contains(path)) {
            return PUBLIC;
        }
        if (path.equals("/app/integrator") || path.startsWith("/app/integrator/")) {
            return TOKEN;
        }
        if (WEB_API.matcher(path).matches()) {
            return ANYBODY;
        }
        return path.equals("/app/oauth/authorize") ? PASSWORD : EITHER;
    }
}

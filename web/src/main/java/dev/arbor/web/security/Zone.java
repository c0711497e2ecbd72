package dev.arbor.web.security;

import java.util.Set;
import java.util.regex.Pattern;

/** What a path asks for before it is entered. A path that is not named here asks for somebody who has signed in. */
enum Zone {
    /** Nothing, from anywhere. */
    PROBE,
    /** Nothing. */
    PUBLIC,
    /** A password or a session: whoever could renew a token with itself would have it for ever. */
    PASSWORD,
    /** A token (integrator spec 1.1). */
    TOKEN,
    /** A password, a token or a session. */
    EITHER,
    /** The same, of a person with a browser, who is sent to where one signs in. */
    PAGE,
    /** The same, or a signature, which is looked at where it is decided about. */
    SIGNED,
    /** The same, or nothing: what is there decides about those who do not say who they are. */
    ANYBODY,
    /** The same, and whoever does not say who they are is known by a secret from then on. */
    VISITORS;

    /** Calls of web APIs, not their definitions. */
    private static final Pattern WEB_API = Pattern.compile("/app/(kapps/[^/]+/)?webApis/[^/]+/?");

    /** A form that may be for everybody, and a submission of it (integrator spec 4.5): seen, and worked on. */
    private static final Pattern FORM = Pattern.compile("/app/api/v1/kapps/[^/]+/forms/[^/]+/?");

    private static final Pattern SUBMISSION = Pattern.compile(
            "/app/api/v1/submissions(-multipart)?/[^/]+/?|(/app/api/v1)?/submissions/[^/]+/files(/.*)?");

    private static final Pattern SUBMISSIONS =
            Pattern.compile("/app/api/v1/kapps/[^/]+/forms/[^/]+/submissions(-multipart)?/?");

    private static final Set<String> WORKED_ON = Set.of("GET", "POST", "PUT");

    /** Who has a ticket for a file needs nothing else. */
    private static final String TICKETS = "/app/files/";

    private static final Set<String> PROBED = Set.of(
            "/app/integrator/healthz",
            "/app/integrator/version",
            "/app/integrator/api/healthz",
            "/app/integrator/api/version");

    private static final Set<String> OPEN = Set.of(
            "/app/login",
            "/app/login.css",
            "/app/login.do",
            "/app/oauth/callback",
            "/app/oauth/callback.js",
            // Clients prove themselves there, not accounts.
            "/app/oauth/token",
            // A token that was given out for it is proof enough.
            "/app/reset-password/token",
            "/.well-known/oauth-authorization-server");

    private static final Set<String> PAGES = Set.of("/app", "/app/");

    /** The zone of a path, decoded and without the prefix of a space. */
    static Zone of(String method, String path) {
        if (PROBED.contains(path)) {
            return PROBE;
        }
        if (OPEN.contains(path) || path.startsWith(TICKETS)) {
            return PUBLIC;
        }
        if (path.equals("/app/integrator") || path.startsWith("/app/integrator/")) {
            return TOKEN;
        }
        if (path.equals("/app/oauth/authorize")) {
            return PASSWORD;
        }
        if (PAGES.contains(path)) {
            return PAGE;
        }
        if (method.equals("POST") && SUBMISSIONS.matcher(path).matches()) {
            return VISITORS;
        }
        if (SignedRequests.mayBe(method, path)) {
            return SIGNED;
        }
        boolean forAnybody = path.equals("/app/logout")
                || WEB_API.matcher(path).matches()
                || method.equals("GET") && FORM.matcher(path).matches()
                || WORKED_ON.contains(method) && SUBMISSION.matcher(path).matches();
        return forAnybody ? ANYBODY : EITHER;
    }
}

package dev.arbor.web.security;

import dev.arbor.platform.api.Sessions;
import dev.arbor.platform.api.Sessions.Session;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;

/** The sessions that requests bring as cookies, and whether a request is one that our own pages have sent. */
@ApplicationScoped
public class BrowserSessions {

    /** Where clients put the token of the cookie (integrator spec 3.4). */
    private static final Set<String> HEADERS = Set.of("X-XSRF-TOKEN", "X-CSRF-Token");

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    @Inject
    private Sessions sessions;

    /** The session of a request, if there is one that has not ended. */
    Optional<Session> of(HttpServletRequest request) {
        return Cookies.value(request, Cookies.SESSION).flatMap(sessions::find);
    }

    /**
     * Whether a request may have been sent by a page of another site: it changes something, and does not show the token of
     * the session.
     */
    static boolean isForged(HttpServletRequest request, Session session) {
        return !SAFE.contains(request.getMethod())
                && HEADERS.stream().noneMatch(name -> same(request.getHeader(name), session.xsrfToken()));
    }

    /** Takes as long for a wrong token as for the right one. */
    private static boolean same(String sent, String token) {
        return sent != null
                && MessageDigest.isEqual(sent.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    /** Gives the browser the token if it has lost it. */
    static void keepToken(HttpServletRequest request, HttpServletResponse response, Session session) {
        if (!Cookies.value(request, Cookies.XSRF)
                .map(session.xsrfToken()::equals)
                .orElse(false)) {
            response.addHeader("Set-Cookie", Cookies.set(request, Cookies.XSRF, session.xsrfToken()));
        }
    }
}

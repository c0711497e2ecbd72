package dev.arbor.web.security;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.Account;
import dev.arbor.web.Errors;
import dev.arbor.web.Json;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * One request at the entrance, and how it is let in or sent away.
 *
 * @param space the prefix of the space, if the client used it
 */
record Visit(
        Zone zone, String space, HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {

    private static final String SCHEME = "Bearer ";

    /** What follows the word Bearer. */
    Optional<String> token() {
        String header = request.getHeader("Authorization");
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(header.substring(SCHEME.length()).strip()).filter(token -> !token.isEmpty())
                : Optional.empty();
    }

    AuthenticationStatus welcome(Account account, boolean byToken) {
        Set<String> roles = new HashSet<>(Set.of(Roles.USER));
        if (account.spaceAdmin()) {
            roles.add(Roles.SPACE_ADMIN);
        }
        if (byToken) {
            roles.add(Roles.BEARER);
        }
        request.setAttribute(Entrance.ACCOUNT, account);
        return context.notifyContainerAboutLogin(account.username(), roles);
    }

    /** Asks for what is missing or wrong. */
    AuthenticationStatus refuse(String challenge, String message) {
        if (zone == Zone.PAGE && wantsPages()) {
            return toSignIn();
        }
        Challenges.of(request, challenge).ifPresent(each -> response.setHeader("WWW-Authenticate", each));
        Errors.Answer answer = Errors.answer(HttpServletResponse.SC_UNAUTHORIZED, "unauthorized", message);
        // The Integrator API has the sentence alone.
        return send(answer.status(), zone == Zone.TOKEN ? Json.object().put("message", message) : answer.json());
    }

    private boolean wantsPages() {
        String accepted = request.getHeader("Accept");
        return accepted != null && accepted.contains("text/html") && !Challenges.isAssumed(request);
    }

    /** A person is asked on a page, and comes back to where they wanted to go. */
    private AuthenticationStatus toSignIn() {
        String query = request.getQueryString();
        String wanted = request.getRequestURI() + (query == null ? "" : "?" + query);
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader(
                "Location", space + "/app/login?redirect=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8));
        return AuthenticationStatus.SEND_FAILURE;
    }

    /** Sends away, whatever is asked for. */
    AuthenticationStatus refuse(Errors.Answer answer) {
        return send(answer.status(), answer.json());
    }

    private AuthenticationStatus send(int status, ObjectNode json) {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        // Closed at once: the server puts an error page of its own over an answer that is not yet sent.
        try (ServletOutputStream body = response.getOutputStream()) {
            body.write(Json.mapper().writeValueAsBytes(json));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to answer a refused request, but the client is gone.", e);
        }
        return AuthenticationStatus.SEND_FAILURE;
    }
}

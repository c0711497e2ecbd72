package dev.arbor.web.security;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.Account;
import dev.arbor.platform.api.InvalidTokenException;
import dev.arbor.platform.api.SignIn;
import dev.arbor.platform.api.Tokens;
import dev.arbor.web.Errors;
import dev.arbor.web.Json;
import dev.arbor.web.SpacePrefix;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Who comes in, and with what: a name and a password by HTTP Basic, or a token of ours as a Bearer (integrator spec 1.1
 * and 3.4, engine spec 5). There is no session: each request carries who it is, and a refusal is JSON like every other.
 */
@ApplicationScoped
public class Entrance implements HttpAuthenticationMechanism {

    /** The attribute of a request that has the {@link Account} whose it is. */
    public static final String ACCOUNT = "dev.arbor.account";

    /** Sent by clients that believe they are signed in: they want to be told, and nobody is to be asked. */
    private static final String AUTH_ASSUMED = "X-Kinetic-AuthAssumed";

    private static final String BASIC = "Basic realm=\"Arbor\", charset=\"UTF-8\"";
    private static final String BEARER = "Bearer realm=\"Arbor\"";
    private static final String SCHEME = "Bearer ";

    private static final Logger LOG = Logger.getLogger(Entrance.class);

    @Inject
    private SignIn signIn;

    @Inject
    private Tokens tokens;

    @Inject
    private SpacePrefix prefix;

    /** What a refusal is: its status, its key and its sentence, and what is asked for instead. */
    private record No(int status, String errorKey, String message, String challenge) {

        static No unauthorized(String challenge, String message) {
            return new No(HttpServletResponse.SC_UNAUTHORIZED, "unauthorized", message, challenge);
        }
    }

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        Zone zone = Zone.of(prefix.without(path(request)));
        Visit visit = new Visit(zone, request, response, context);
        return switch (zone) {
            case PUBLIC -> context.doNothing();
            case PASSWORD -> byPassword(visit);
            case TOKEN -> byToken(visit);
            case EITHER -> visit.token().isPresent() ? byToken(visit) : byPassword(visit);
            case ANYBODY ->
                request.getHeader("Authorization") == null
                        ? context.doNothing()
                        : visit.token().isPresent() ? byToken(visit) : byPassword(visit);
        };
    }

    /** Decoded, as the resources are matched by it. */
    private static String path(HttpServletRequest request) {
        String more = request.getPathInfo();
        return more == null ? request.getServletPath() : request.getServletPath() + more;
    }

    private AuthenticationStatus byPassword(Visit visit) {
        Optional<BasicCredentials> credentials =
                BasicCredentials.of(visit.request().getHeader("Authorization"));
        if (credentials.isEmpty()) {
            return visit.refuse(
                    No.unauthorized(BASIC, "Expected a user name and a password by HTTP Basic, but there are none."));
        }
        String username = credentials.get().name();
        String from = visit.request().getRemoteAddr();
        SignIn.Attempt attempt = signIn.attempt(username, credentials.get().secret(), from);
        if (attempt.outcome() != SignIn.Outcome.WELCOME) {
            LOG.infof("Refused to sign in '%s' from %s.", username.replaceAll("\\p{Cntrl}", " "), from);
        }
        return switch (attempt.outcome()) {
            case WELCOME -> visit.welcome(attempt.account().orElseThrow(), false);
            case WRONG ->
                visit.refuse(No.unauthorized(BASIC, "Expected a user name and a password that belong together."));
            case TOO_MANY ->
                visit.refuse(new No(
                        429, "too_many_attempts", "Expected fewer wrong passwords; try again in a minute.", null));
        };
    }

    private AuthenticationStatus byToken(Visit visit) {
        Optional<String> token = visit.token();
        if (token.isEmpty()) {
            return visit.refuse(No.unauthorized(BEARER, "Authorization header must contain a bearer token"));
        }
        try {
            return visit.welcome(tokens.verify(token.get()), true);
        } catch (InvalidTokenException e) {
            LOG.infof("Refused a token from %s: %s", visit.request().getRemoteAddr(), e.getMessage());
            return visit.refuse(No.unauthorized(BEARER + ", error=\"invalid_token\"", e.getMessage()));
        }
    }

    /** One request at the entrance. */
    private record Visit(
            Zone zone, HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {

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
            request.setAttribute(ACCOUNT, account);
            return context.notifyContainerAboutLogin(account.username(), roles);
        }

        AuthenticationStatus refuse(No no) {
            response.setStatus(no.status());
            if (no.challenge() != null && request.getHeader(AUTH_ASSUMED) == null) {
                response.setHeader("WWW-Authenticate", no.challenge());
            }
            response.setContentType("application/json");
            response.setCharacterEncoding("UTF-8");
            // Closed at once: the server puts an error page of its own over an answer that is not yet sent.
            try (ServletOutputStream body = response.getOutputStream()) {
                body.write(Json.mapper().writeValueAsBytes(json(no)));
            } catch (IOException e) {
                throw new UncheckedIOException("Expected to answer a refused request, but the client is gone.", e);
            }
            return AuthenticationStatus.SEND_FAILURE;
        }

        /** The Integrator API has the sentence alone. */
        private ObjectNode json(No no) {
            return zone == Zone.TOKEN
                    ? Json.object().put("message", no.message())
                    : Errors.answer(no.status(), no.errorKey(), no.message()).json();
        }
    }
}

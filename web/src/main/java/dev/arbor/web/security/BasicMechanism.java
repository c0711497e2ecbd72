package dev.arbor.web.security;

import dev.arbor.platform.api.SignIn;
import dev.arbor.web.Errors;
import dev.arbor.web.Json;
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
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * HTTP Basic on every request (engine spec 5). There is no session: each request carries who it is, and a refusal is
 * JSON like every other.
 */
@ApplicationScoped
public class BasicMechanism implements HttpAuthenticationMechanism {

    private static final String CHALLENGE = "Basic realm=\"Arbor\", charset=\"UTF-8\"";

    private static final Logger LOG = Logger.getLogger(BasicMechanism.class);

    @Inject
    private SignIn signIn;

    private record Credentials(String username, String password) {}

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        Optional<Credentials> credentials = credentials(request.getHeader("Authorization"));
        if (credentials.isEmpty()) {
            return refuse(
                    response,
                    context,
                    Errors.answer(
                            401,
                            "unauthorized",
                            "Expected a user name and a password by HTTP Basic, but there are none."));
        }
        String username = credentials.get().username();
        SignIn.Outcome outcome = signIn.attempt(username, credentials.get().password(), request.getRemoteAddr());
        if (outcome != SignIn.Outcome.WELCOME) {
            LOG.infof(
                    "Refused to sign in '%s' from %s.",
                    username.replaceAll("\\p{Cntrl}", " "), request.getRemoteAddr());
        }
        return switch (outcome) {
            case WELCOME -> context.notifyContainerAboutLogin(username, Set.of("user"));
            case WRONG ->
                refuse(
                        response,
                        context,
                        Errors.answer(
                                401, "unauthorized", "Expected a user name and a password that belong together."));
            case TOO_MANY ->
                refuse(
                        response,
                        context,
                        Errors.answer(
                                429, "too_many_attempts", "Expected fewer wrong passwords; try again in a minute."));
        };
    }

    private static AuthenticationStatus refuse(
            HttpServletResponse response, HttpMessageContext context, Errors.Answer answer) {
        response.setStatus(answer.status());
        if (answer.status() == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", CHALLENGE);
        }
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        // Closed at once: the server puts an error page of its own over an answer that is not yet sent.
        try (ServletOutputStream body = response.getOutputStream()) {
            body.write(Json.mapper().writeValueAsBytes(answer.json()));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to answer a refused request, but the client is gone.", e);
        }
        return AuthenticationStatus.SEND_FAILURE;
    }

    /** UTF-8 as the challenge says; whatever cannot be decoded is no credential. */
    private static Optional<Credentials> credentials(String header) {
        if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return Optional.empty();
        }
        try {
            String text =
                    new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new Credentials(text.substring(0, colon), text.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

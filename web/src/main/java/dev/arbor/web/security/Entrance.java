package dev.arbor.web.security;

import dev.arbor.platform.api.InvalidTokenException;
import dev.arbor.platform.api.SignIn;
import dev.arbor.platform.api.Tokens;
import dev.arbor.web.Errors;
import dev.arbor.web.SpacePrefix;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Who comes in, and with what: a name and a password by HTTP Basic, or a token of ours as a Bearer (integrator spec 1.1
 * and 3.4, engine spec 5). There is no session: each request carries who it is, and a refusal is JSON like every other.
 */
@ApplicationScoped
public class Entrance implements HttpAuthenticationMechanism {

    /** The attribute of a request that has the {@link dev.arbor.platform.api.Account} whose it is. */
    public static final String ACCOUNT = "dev.arbor.account";

    /** What the Integrator API says to whoever has none; part of the published contract. */
    public static final String NO_TOKEN = "Authorization header must contain a bearer token";

    private static final String BASIC = "Basic realm=\"Arbor\", charset=\"UTF-8\"";
    private static final String BEARER = "Bearer realm=\"Arbor\"";

    private static final Logger LOG = Logger.getLogger(Entrance.class);

    @Inject
    private SignIn signIn;

    @Inject
    private Tokens tokens;

    @Inject
    private SpacePrefix prefix;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        Zone zone = Zone.of(prefix.without(path(request)));
        Visit visit = new Visit(zone, request, response, context);
        try {
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
        } catch (IllegalStateException e) {
            // No database, say: nobody is let in, and the client is answered as by a resource that failed.
            Errors.Answer answer = Errors.answer(e);
            LOG.errorf(e, "Expected to find out who sends a request, but it failed [%s].", answer.correlationId());
            return visit.refuse(answer);
        }
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
            return visit.refuse(BASIC, "Expected a user name and a password by HTTP Basic, but there are none.");
        }
        String username = credentials.get().name();
        String from = visit.request().getRemoteAddr();
        SignIn.Attempt attempt = signIn.attempt(username, credentials.get().secret(), from);
        if (attempt.outcome() != SignIn.Outcome.WELCOME) {
            LOG.infof("Refused to sign in '%s' from %s.", username.replaceAll("\\p{Cntrl}", " "), from);
        }
        return switch (attempt.outcome()) {
            case WELCOME -> visit.welcome(attempt.account().orElseThrow(), false);
            case WRONG -> visit.refuse(BASIC, "Expected a user name and a password that belong together.");
            case TOO_MANY ->
                visit.refuse(Errors.answer(
                        429, "too_many_attempts", "Expected fewer wrong passwords; try again in a minute."));
        };
    }

    private AuthenticationStatus byToken(Visit visit) {
        Optional<String> token = visit.token();
        if (token.isEmpty()) {
            return visit.refuse(BEARER, NO_TOKEN);
        }
        try {
            return visit.welcome(tokens.verify(token.get()), true);
        } catch (InvalidTokenException e) {
            LOG.infof("Refused a token from %s: %s", visit.request().getRemoteAddr(), e.getMessage());
            return visit.refuse(BEARER + ", error=\"invalid_token\"", e.getMessage());
        }
    }
}

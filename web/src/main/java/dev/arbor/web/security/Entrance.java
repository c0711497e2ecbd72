package dev.arbor.web.security;

import dev.arbor.platform.api.Account;
import dev.arbor.platform.api.AddressRules;
import dev.arbor.platform.api.InvalidTokenException;
import dev.arbor.platform.api.Sessions.Session;
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
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Who comes in, and with what (integrator spec 1.1 and 3.4, engine spec 5): a token of ours as a Bearer, else a name and a
 * password by HTTP Basic, else the session that a browser has. What a request says goes before what a cookie says. A
 * refusal is JSON like every other.
 */
@ApplicationScoped
public class Entrance implements HttpAuthenticationMechanism {

    /** The attribute of a request that has the {@link dev.arbor.platform.api.Account} whose it is. */
    public static final String ACCOUNT = "dev.arbor.account";

    /** What the Integrator API says to whoever has none; part of the published contract. */
    public static final String NO_TOKEN = "Authorization header must contain a bearer token";

    /** What is said to whoever guesses. */
    public static final String TOO_MANY = "Expected fewer wrong passwords; try again in a minute.";

    /** Seconds until it is worth trying again. */
    public static final String RETRY_AFTER = "60";

    private static final Logger LOG = Logger.getLogger(Entrance.class);

    @Inject
    private SignIn signIn;

    @Inject
    private Tokens tokens;

    @Inject
    private BrowserSessions sessions;

    @Inject
    private AddressRules addresses;

    @Inject
    private SpacePrefix prefix;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        Zone zone = Zone.of(request.getMethod(), prefix.without(path(request)));
        Visit visit = new Visit(zone, prefix.used(request), request, response, context);
        try {
            return zone == Zone.PROBE || addresses.spaceAdmits(request.getRemoteAddr())
                    ? enter(visit)
                    : visit.refuse(wrongAddress(request, "here"));
        } catch (UncheckedIOException e) {
            throw e; // Whoever sent it is gone.
        } catch (RuntimeException e) {
            // No database, say: nobody is let in, and the client is answered as by a resource that failed.
            Errors.Answer answer = Errors.answer(e);
            LOG.errorf(e, "Expected to find out who sends a request, but it failed [%s].", answer.correlationId());
            return visit.refuse(answer);
        }
    }

    private AuthenticationStatus enter(Visit visit) {
        boolean says = visit.request().getHeader("Authorization") != null;
        return switch (visit.zone()) {
            case PROBE, PUBLIC -> visit.context().doNothing();
            case PASSWORD -> says ? byPassword(visit) : bySession(visit);
            case TOKEN -> byToken(visit);
            case EITHER, PAGE, SIGNED, ANYBODY, VISITORS ->
                visit.token().isPresent() ? byToken(visit) : says ? byPassword(visit) : bySession(visit);
        };
    }

    /** Decoded, as the resources are matched by it. */
    private static String path(HttpServletRequest request) {
        String more = request.getPathInfo();
        return more == null ? request.getServletPath() : request.getServletPath() + more;
    }

    private AuthenticationStatus bySession(Visit visit) {
        Optional<Session> session = sessions.of(visit.request());
        if (session.isEmpty()) {
            return byNothing(visit);
        }
        if (BrowserSessions.isForged(visit.request(), session.get())) {
            return visit.refuse(Errors.answer(403, "invalid_csrf_token", "Invalid CSRF token"));
        }
        BrowserSessions.keepToken(visit.request(), visit.response(), session.get());
        return welcome(visit, session.get().account(), false);
    }

    private static AuthenticationStatus byNothing(Visit visit) {
        boolean mayEnter = visit.zone() == Zone.ANYBODY
                || visit.zone() == Zone.VISITORS
                || visit.zone() == Zone.SIGNED && SignedRequests.isSigned(visit.request());
        if (!mayEnter || Challenges.isAssumed(visit.request())) {
            return visit.refuse(
                    Challenges.BASIC, "Expected a user name and a password by HTTP Basic, but there are none.");
        }
        if (visit.zone() == Zone.VISITORS) {
            VisitorToken.ensure(visit.request(), visit.response());
        }
        return visit.context().doNothing();
    }

    /** Whoever it is may be bound to some addresses. */
    private AuthenticationStatus welcome(Visit visit, Account account, boolean byToken) {
        return addresses.admits(account, visit.request().getRemoteAddr())
                ? visit.welcome(account, byToken)
                : visit.refuse(wrongAddress(visit.request(), "for '" + account.username() + "'"));
    }

    private static Errors.Answer wrongAddress(HttpServletRequest request, String where) {
        Errors.Answer answer = Errors.answer(
                403,
                "address_not_allowed",
                "Expected a request from one of the addresses that are allowed " + where + ", but it comes from "
                        + request.getRemoteAddr() + ".");
        LOG.infof("%s [%s]", answer.message(), answer.correlationId());
        return answer;
    }

    private AuthenticationStatus byPassword(Visit visit) {
        Optional<BasicCredentials> credentials =
                BasicCredentials.of(visit.request().getHeader("Authorization"));
        if (credentials.isEmpty()) {
            return visit.refuse(
                    Challenges.BASIC, "Expected a user name and a password by HTTP Basic, but there are none.");
        }
        String username = credentials.get().name();
        String from = visit.request().getRemoteAddr();
        SignIn.Attempt attempt = signIn.attempt(username, credentials.get().secret(), from);
        if (attempt.outcome() != SignIn.Outcome.WELCOME) {
            LOG.infof("Refused to sign in '%s' from %s.", username.replaceAll("\\p{Cntrl}", " "), from);
        }
        return switch (attempt.outcome()) {
            case WELCOME -> welcome(visit, attempt.account().orElseThrow(), false);
            case WRONG -> visit.refuse(Challenges.BASIC, "Expected a user name and a password that belong together.");
            case TOO_MANY -> {
                visit.response().setHeader("Retry-After", RETRY_AFTER);
                yield visit.refuse(Errors.answer(429, "too_many_attempts", TOO_MANY));
            }
        };
    }

    private AuthenticationStatus byToken(Visit visit) {
        Optional<String> token = visit.token();
        if (token.isEmpty()) {
            return visit.refuse(Challenges.BEARER, NO_TOKEN);
        }
        try {
            return welcome(visit, tokens.verify(token.get()), true);
        } catch (InvalidTokenException e) {
            LOG.infof("Refused a token from %s: %s", visit.request().getRemoteAddr(), e.getMessage());
            return visit.refuse(Challenges.BEARER + ", error=\"invalid_token\"", e.getMessage());
        }
    }
}

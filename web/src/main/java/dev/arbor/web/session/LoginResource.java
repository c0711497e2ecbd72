package dev.arbor.web.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.Refusal;
import dev.arbor.platform.api.Account;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.Sessions;
import dev.arbor.platform.api.Sessions.Session;
import dev.arbor.web.Errors;
import dev.arbor.web.Json;
import dev.arbor.web.SpacePrefix;
import dev.arbor.web.security.Cookies;
import dev.arbor.web.security.Entrance;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Signs a browser in (integrator spec 3.4): {@code j_username} and {@code j_password}, and a {@code redirect} to a path of
 * this server if one is wanted. A form on a page is answered with where to go, a script with JSON.
 */
@Path("/app/login.do")
@Consumes(MediaType.WILDCARD)
public class LoginResource {

    private static final Logger LOG = Logger.getLogger(LoginResource.class);

    @Inject
    private Sessions sessions;

    @Inject
    private SpacePrefix prefix;

    @Context
    private HttpServletRequest request;

    @Context
    private HttpHeaders headers;

    @POST
    public Response signIn(byte[] body) {
        if ("cross-site".equals(request.getHeader("Sec-Fetch-Site"))) {
            // Nobody is signed in as somebody else by a page of another site.
            throw Refusal.of(
                    Refusal.Reason.FORBIDDEN, "cross_site", "Expected a form of this site, but it is another one's.");
        }
        boolean page = Browser.wantsPages(headers);
        Optional<String> redirect = Optional.empty();
        try {
            LoginForm form = LoginForm.read(headers.getMediaType(), body);
            redirect = form.redirect();
            return answer(form, page);
        } catch (PlatformRefusal e) {
            if (!page || e.status() != Response.Status.FORBIDDEN.getStatusCode()) {
                throw e;
            }
            return again("address", redirect);
        } catch (Refusal e) {
            if (!page) {
                throw e;
            }
            return again("request", redirect);
        }
    }

    private Response answer(LoginForm form, boolean page) {
        String from = request.getRemoteAddr();
        Sessions.Attempt attempt =
                sessions.begin(form.username(), form.password(), from, Cookies.value(request, Cookies.SESSION));
        if (attempt.session().isEmpty()) {
            LOG.infof("Refused to sign in '%s' from %s.", Errors.oneLine(form.username()), from);
        }
        return switch (attempt.outcome()) {
            case WELCOME -> welcome(attempt.session().orElseThrow(), form.redirect(), page);
            case WRONG ->
                page
                        ? again("wrong", form.redirect())
                        : refused(Errors.answer(
                                        401,
                                        "unauthorized",
                                        "Expected a user name and a password that belong together."))
                                .build();
            case TOO_MANY ->
                page
                        ? again("many", form.redirect())
                        : refused(Errors.answer(429, "too_many_attempts", Entrance.TOO_MANY))
                                .header(HttpHeaders.RETRY_AFTER, Entrance.RETRY_AFTER)
                                .build();
        };
    }

    private Response welcome(Session session, Optional<String> redirect, boolean page) {
        String space = prefix.used(request);
        Response.ResponseBuilder answer = page
                ? Browser.goTo(redirect.orElse(space + "/app"))
                : Page.safe(Response.ok(json(session.account()), MediaType.APPLICATION_JSON_TYPE));
        return answer.header(HttpHeaders.SET_COOKIE, Cookies.set(request, Cookies.SESSION, session.id()))
                .header(HttpHeaders.SET_COOKIE, Cookies.set(request, Cookies.XSRF, session.xsrfToken()))
                .build();
    }

    private static ObjectNode json(Account account) {
        ObjectNode json = Json.object().put("username", account.username());
        Json.putOrNull(json, "displayName", account.displayName());
        Json.putOrNull(json, "email", account.email());
        return json.put("spaceAdmin", account.spaceAdmin());
    }

    private static Response.ResponseBuilder refused(Errors.Answer answer) {
        return Page.safe(Response.status(answer.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(answer.json()));
    }

    /** Back to the page, with what went wrong. */
    private Response again(String problem, Optional<String> redirect) {
        return Browser.goTo(prefix.used(request) + "/app/login?problem=" + problem
                        + redirect.map(path -> "&redirect=" + Browser.encode(path))
                                .orElse(""))
                .build();
    }
}

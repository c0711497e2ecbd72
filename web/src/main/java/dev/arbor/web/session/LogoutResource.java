package dev.arbor.web.session;

import dev.arbor.platform.api.Sessions;
import dev.arbor.web.Json;
import dev.arbor.web.SpacePrefix;
import dev.arbor.web.security.Cookies;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Signs a browser out (integrator spec 3.4), also one that has no session any more. */
@Path("/app/logout")
public class LogoutResource {

    @Inject
    private Sessions sessions;

    @Inject
    private SpacePrefix prefix;

    @Context
    private HttpServletRequest request;

    @Context
    private HttpHeaders headers;

    @GET
    public Response get() {
        return signOut();
    }

    @POST
    public Response post() {
        return signOut();
    }

    private Response signOut() {
        Cookies.value(request, Cookies.SESSION).ifPresent(sessions::end);
        String next = sessions.afterLogout().flatMap(LocalPath::of).orElse(prefix.used(request) + "/app/login");
        Response.ResponseBuilder answer = Browser.wantsPages(headers)
                ? Browser.goTo(next)
                : Page.safe(Response.ok(
                        Json.object().put("message", "You are signed out."), MediaType.APPLICATION_JSON_TYPE));
        return answer.header(HttpHeaders.SET_COOKIE, Cookies.remove(request, Cookies.SESSION))
                .header(HttpHeaders.SET_COOKIE, Cookies.remove(request, Cookies.XSRF))
                .build();
    }
}

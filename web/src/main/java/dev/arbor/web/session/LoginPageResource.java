package dev.arbor.web.session;

import dev.arbor.web.SpacePrefix;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** The page where a person signs in, and what it looks like. */
@Path("/app")
public class LoginPageResource {

    private static final Page PAGE = new Page("login.html");
    private static final String STYLE = Page.resource("login.css");

    /** What went wrong, by the word in the address: nobody writes sentences of their own onto the page. */
    private static final Map<String, String> PROBLEMS = Map.of(
            "wrong", "The user name and the password do not belong together.",
            "many", "There were too many wrong passwords. Please try again in a minute.",
            "address", "This account may not be used from your address.",
            "request", "Please fill in the user name and the password on this page.");

    @Inject
    private SpacePrefix prefix;

    @Context
    private HttpServletRequest request;

    @GET
    @Path("/login")
    public Response page(@QueryParam("redirect") String redirect, @QueryParam("problem") String problem) {
        return PAGE.with(Map.of(
                "space",
                prefix.used(request),
                "problem",
                problem == null ? "" : PROBLEMS.getOrDefault(problem, ""),
                "redirect",
                LocalPath.of(redirect).orElse("")));
    }

    @GET
    @Path("/login.css")
    public Response style() {
        return Response.ok(STYLE, "text/css;charset=utf-8")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}

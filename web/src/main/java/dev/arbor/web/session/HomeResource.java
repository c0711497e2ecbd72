package dev.arbor.web.session;

import dev.arbor.web.SpacePrefix;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** Where somebody is who has signed in and wanted to go nowhere else. */
@Path("/app")
public class HomeResource {

    private static final Page PAGE = new Page("home.html");

    @Inject
    private SpacePrefix prefix;

    @Context
    private HttpServletRequest request;

    @GET
    public Response page() {
        return PAGE.with(Map.of(
                "space",
                prefix.used(request),
                "username",
                request.getUserPrincipal().getName()));
    }
}

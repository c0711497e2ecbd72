package dev.arbor.web.oauth;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The page that a browser is sent to with a token (integrator spec 3.1). It hands it to the window that asked, of this
 * origin alone. It runs its own script and nothing else, and only pages of this origin may frame it.
 */
@Path("/app/oauth")
public class CallbackResource {

    private static final String PAGE = resource("callback.html");
    private static final String SCRIPT = resource("callback.js");

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

    @GET
    @Path("/callback")
    public Response page() {
        return answer(PAGE, "text/html;charset=utf-8")
                .header("Content-Security-Policy", POLICY)
                .build();
    }

    @GET
    @Path("/callback.js")
    public Response script() {
        return answer(SCRIPT, "text/javascript;charset=utf-8").build();
    }

    private static Response.ResponseBuilder answer(String text, String type) {
        return Response.ok(text, type)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff");
    }

    private static String resource(String name) {
        try (InputStream file = CallbackResource.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

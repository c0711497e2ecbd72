package dev.arbor.web.session;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What is different for a person with a browser. */
final class Browser {

    private Browser() {}

    /** Whether the client shows pages; scripts ask for JSON, or for anything. */
    static boolean wantsPages(HttpHeaders headers) {
        String accepted = headers.getHeaderString(HttpHeaders.ACCEPT);
        return accepted != null && accepted.contains("text/html");
    }

    /** Sends it to a path. */
    static Response.ResponseBuilder goTo(String path) {
        // As a text: the server would put its own idea of its address in front.
        return Page.safe(Response.status(Response.Status.SEE_OTHER).header(HttpHeaders.LOCATION, path));
    }

    /** A value of a query. */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

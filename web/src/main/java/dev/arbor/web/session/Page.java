package dev.arbor.web.session;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page with places that are filled in. It runs no script, is framed by nobody and sends its form to us alone. */
final class Page {

    private static final String POLICY =
            "default-src 'none'; style-src 'self'; form-action 'self';" + " frame-ancestors 'none'; base-uri 'none'";

    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    private final String template;

    /** A page from a file beside this class. */
    Page(String name) {
        template = resource(name);
    }

    /** The page with texts in its places. */
    Response with(Map<String, String> texts) {
        Matcher places = PLACE.matcher(template);
        String html =
                places.replaceAll(place -> Matcher.quoteReplacement(escape(texts.getOrDefault(place.group(1), ""))));
        return safe(Response.ok(html, "text/html;charset=utf-8"))
                .header("Content-Security-Policy", POLICY)
                .build();
    }

    /** What every answer to a browser has here. */
    static Response.ResponseBuilder safe(Response.ResponseBuilder answer) {
        return answer.header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff");
    }

    /** As content of an element, or as a value between quotation marks. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    static String resource(String name) {
        try (InputStream file = Page.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

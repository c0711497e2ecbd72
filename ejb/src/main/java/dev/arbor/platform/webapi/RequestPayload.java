package dev.arbor.platform.webapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.WebApis.Request;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.document.Entry;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What the run of a web API is told of its request (integrator spec 5.4): {@code @request} with the keys of both
 * dialects, {@code @request_headers}, {@code @request_query_params}, {@code @request_body_params} and
 * {@code @requested_by}. Credentials are left out.
 */
final class RequestPayload {

    private static final Set<String> SECRET = Set.of("authorization", "cookie", "proxy-authorization");

    private RequestPayload() {}

    static ObjectNode of(Request request, Identity who, Place place) {
        ObjectNode headers = Documents.object();
        request.headers().forEach((name, value) -> {
            if (!SECRET.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name.toLowerCase(Locale.ROOT), value);
            }
        });
        ObjectNode query = Documents.object();
        request.query().forEach(query::put);
        ObjectNode body = parameters(request);
        ObjectNode payload = Documents.object();
        ObjectNode told = payload.putObject("request")
                .put("method", request.method())
                .put("path", request.path())
                .put("body", request.body())
                .put("Body", request.body());
        told.set("headers", headers);
        told.set("query", query);
        told.set("Query", query);
        told.set("parameters", query);
        payload.set("requestHeaders", headers);
        payload.set("requestQueryParams", query);
        payload.set("requestBodyParams", body);
        payload.putObject("requestedBy")
                .put("username", who.username())
                .put("displayName", who.displayName().orElse(who.username()))
                .put("email", who.email().orElse(null));
        payload.set("space", named(place.space()));
        place.kapp().ifPresent(kapp -> payload.set("kapp", named(kapp)));
        return payload;
    }

    private static ObjectNode named(Entry entry) {
        return Documents.object()
                .put("name", entry.document().path("name").asText())
                .put("slug", entry.slug());
    }

    /** The fields of an object or of a form; a body of any other kind has none. */
    private static ObjectNode parameters(Request request) {
        if (request.contentType().toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")) {
            return form(request.body());
        }
        Optional<JsonNode> json = request.body().isBlank() ? Optional.empty() : Documents.tryRead(request.body());
        return json.filter(JsonNode::isObject).map(ObjectNode.class::cast).orElseGet(Documents::object);
    }

    private static ObjectNode form(String body) {
        ObjectNode fields = Documents.object();
        for (String pair : body.split("&")) {
            if (!pair.isEmpty()) {
                int end = pair.indexOf('=');
                fields.put(
                        decode(end < 0 ? pair : pair.substring(0, end)),
                        end < 0 ? "" : decode(pair.substring(end + 1)));
            }
        }
        return fields;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // It was not encoded; the author sees it as it came.
        }
    }
}

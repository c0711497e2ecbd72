package dev.arbor.web.oauth;

import dev.arbor.platform.api.OAuthRefusal;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parameters of a request, of its query or of a form in its body: clients send them either way. */
final class OAuthParameters {

    private final Map<String, List<String>> values = new HashMap<>();

    /** Those of a request without a body. */
    OAuthParameters(UriInfo uri) {
        uri.getQueryParameters().forEach((name, all) -> values.put(name, new ArrayList<>(all)));
    }

    /** Those of a request whose body counts if it is a form. */
    OAuthParameters(UriInfo uri, HttpHeaders headers, String body) {
        this(uri);
        MediaType type = headers.getMediaType();
        if (type != null && type.isCompatible(MediaType.APPLICATION_FORM_URLENCODED_TYPE)) {
            for (String pair : body.split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    values.computeIfAbsent(decode(pair.substring(0, equals)), name -> new ArrayList<>())
                            .add(decode(pair.substring(equals + 1)));
                }
            }
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw OAuthRefusal.badRequest("invalid_request", "Expected a form in the body, but it cannot be decoded.");
        }
    }

    /** One that may be there once; an empty one is not. */
    Optional<String> text(String name) {
        List<String> all = values.getOrDefault(name, List.of());
        if (all.size() > 1) {
            throw OAuthRefusal.badRequest(
                    "invalid_request", "Expected the parameter " + name + " once, but it is there more than once.");
        }
        return all.stream().filter(value -> !value.isEmpty()).findFirst();
    }

    /** One that must be there. */
    String required(String name) {
        return text(name)
                .orElseThrow(() -> OAuthRefusal.badRequest(
                        "invalid_request", "Expected the parameter " + name + ", but it is missing."));
    }
}

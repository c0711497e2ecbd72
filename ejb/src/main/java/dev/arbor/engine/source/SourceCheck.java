package dev.arbor.engine.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.handler.store.HandlerSecrets;
import dev.arbor.integrator.api.Requests;
import dev.arbor.integrator.api.Requests.RequestException;
import dev.arbor.integrator.api.Strongbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sees whether a source can be used (engine spec 5.8). A source of the platform is asked for its space, with its own
 * user, under the rules that hold for connections; without an address it is the platform of this server.
 */
@ApplicationScoped
public class SourceCheck {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final HandlerSecrets secrets;
    private final Requests requests;

    /** For the container's proxy. */
    protected SourceCheck() {
        this(null, null);
    }

    @Inject
    public SourceCheck(HandlerSecrets secrets, Requests requests) {
        this.secrets = secrets;
        this.requests = requests;
    }

    /** What was found, one sentence; refused with what is wrong. */
    String check(SourceRow row) {
        String done = "Validated source \"" + row.name() + "\"";
        if (row.adapter().properties().isEmpty()) {
            return done + ": there is nothing to connect to.";
        }
        String server = row.properties().getOrDefault("Web Server", "").strip();
        if (server.isEmpty()) {
            return done + ": it is the platform of this server.";
        }
        Optional<String> password = password(row);
        Requests.Answer answer = ask(row, server.replaceAll("/+$", "") + "/app/api/v1/space", password);
        if (!answer.succeeded()) {
            throw wrong(row, "the platform answered " + answer.summary());
        }
        requireSlug(row, answer);
        return done + ": the platform at its address answered.";
    }

    private Requests.Answer ask(SourceRow row, String url, Optional<String> password) {
        Map<String, String> headers = new LinkedHashMap<>(Map.of("Accept", "application/json"));
        String username = row.properties().getOrDefault("Proxy Username", "");
        if (!username.isEmpty()) {
            byte[] both = (username + ":" + password.orElse("")).getBytes(StandardCharsets.UTF_8);
            headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(both));
        }
        try {
            return requests.send(new Requests.Request(
                    "GET",
                    url,
                    headers,
                    Optional.empty(),
                    password.map(List::of).orElse(List.of()),
                    LIMIT));
        } catch (RequestException e) {
            throw wrong(row, "the platform did not answer: " + e.getMessage());
        }
    }

    private static void requireSlug(SourceRow row, Requests.Answer answer) {
        String wanted = row.properties().getOrDefault("Space Slug", "").strip();
        try {
            JsonNode json = JSON.readTree(answer.content());
            String slug =
                    json.path("space").path("slug").asText(json.path("slug").asText(""));
            if (slug.isEmpty()) {
                throw wrong(row, "what answered at its address is no platform");
            }
            if (!wanted.isEmpty() && !wanted.equals(slug)) {
                throw wrong(row, "the platform has the space '" + slug + "' and not '" + wanted + "'");
            }
        } catch (JsonProcessingException e) {
            throw wrong(row, "what answered at its address is no platform");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Optional<String> password(SourceRow row) {
        String place = row.secrets().get("Proxy Password");
        if (place == null) {
            return Optional.empty();
        }
        Strongbox.Contents contents = secrets.open(row.secretOwner().orElseThrow());
        if (!contents.readable().containsKey(place)) {
            throw wrong(
                    row,
                    "its password cannot be read: " + contents.unreadable().getOrDefault(place, "it is not there"));
        }
        return Optional.of(contents.readable().get(place));
    }

    private static Refusal wrong(SourceRow row, String why) {
        return Refusal.invalid(
                "invalid_source", "Expected to validate the source \"" + row.name() + "\", but " + why + ".");
    }
}

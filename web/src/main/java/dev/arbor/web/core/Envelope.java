package dev.arbor.web.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.web.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The shapes of answers (integrator spec 4.1.1). */
final class Envelope {

    private Envelope() {}

    /** One thing under its name. */
    static ObjectNode one(String singular, JsonNode thing) {
        ObjectNode json = Json.object();
        json.set(singular, thing);
        return json;
    }

    /** A list under its name. */
    static ObjectNode list(String plural, List<? extends JsonNode> things, Optional<String> nextPageToken) {
        return list(plural, things, nextPageToken, List.of());
    }

    /** A list with what the client should know. */
    static ObjectNode list(
            String plural, List<? extends JsonNode> things, Optional<String> nextPageToken, List<String> messages) {
        ObjectNode json = Json.object();
        json.set("messages", Json.texts(messages));
        json.set(plural, Json.array(things, thing -> thing));
        return json.put("nextPageToken", nextPageToken.orElse(null));
    }

    /**
     * A page of a list that is known as a whole; only what is on the page is turned into what is shown.
     *
     * @param path where the list is, for its page tokens
     */
    static ObjectNode page(
            String plural,
            List<ObjectNode> all,
            CoreQuery query,
            String path,
            Function<List<ObjectNode>, List<ObjectNode>> show) {
        if (query.flag("count")) {
            return Json.object().put("count", all.size());
        }
        int from = query.text("pageToken")
                .map(token -> behind(all, PageToken.key(token, query.question(path))))
                .orElse(0);
        int to = Math.min(all.size(), from + query.limit(CoreQuery.MOST));
        List<ObjectNode> page = all.subList(from, to);
        Optional<String> next = to < all.size()
                ? Optional.of(PageToken.of(all.get(to - 1).path("slug").asText(), query.question(path)))
                : Optional.empty();
        return list(plural, show.apply(page), next);
    }

    /** An item that is gone ends the list. */
    private static int behind(List<ObjectNode> all, String slug) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).path("slug").asText().equals(slug)) {
                return i + 1;
            }
        }
        return all.size();
    }
}

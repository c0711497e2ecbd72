package dev.arbor.platform.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.document.Documents;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A webhook as it is stored.
 *
 * @param event as it was given; may be blank, and then it hears of nothing
 * @param filter blank for every event
 * @param secretPlace where the strongbox has what deliveries are signed with; empty when they are not
 */
public record Webhook(
        UUID id,
        WebhookScope scope,
        String name,
        String type,
        String event,
        String filter,
        String url,
        Optional<String> secretPlace,
        Stamps stamps) {

    /** When and by whom it was made and changed. */
    public record Stamps(Instant createdAt, String createdBy, Instant updatedAt, String updatedBy) {}

    /** One of which nothing is said yet. */
    static Webhook blank(UUID id, WebhookScope scope, Stamps stamps) {
        return new Webhook(id, scope, "", "", "", "", "", Optional.empty(), stamps);
    }

    /** The whole name of its event: some clients give the action alone. */
    String fullEvent() {
        return event.isBlank() || event.startsWith(type + " ") ? event : type + " " + event;
    }

    Webhook with(Optional<String> place, Stamps changed) {
        return new Webhook(id, scope, name, type, event, filter, url, place, changed);
    }

    /** As it is shown; never with its secret. */
    ObjectNode json() {
        return Documents.object()
                .put("id", id.toString())
                .put("name", name)
                .put("type", type)
                .put("event", event)
                .put("filter", filter)
                .put("url", url)
                .put("signed", secretPlace.isPresent())
                .put("createdAt", Documents.moment(stamps.createdAt()))
                .put("createdBy", stamps.createdBy())
                .put("updatedAt", Documents.moment(stamps.updatedAt()))
                .put("updatedBy", stamps.updatedBy());
    }
}

package dev.arbor.platform.webhookjob;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.event.Event;
import dev.arbor.platform.webhook.Webhook;
import dev.arbor.platform.webhook.WebhookScope;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * One delivery of one event to one webhook.
 *
 * @param name of the webhook when it heard of the event
 * @param type of the event
 * @param event its whole name
 * @param parentId what it happened to
 * @param parentKey what clients call that
 * @param url where it went last, or is to go
 * @param summary what the last try came to
 * @param request what is sent
 * @param response how the last answer began
 * @param retryCount tries after the first one, since it was made
 * @param tries since it was queued last
 * @param depth how many things caused each other up to it
 * @param causedBy the username of whoever made the event happen
 */
public record Job(
        UUID id,
        UUID webhookId,
        WebhookScope scope,
        String name,
        String type,
        String event,
        String parentId,
        String parentKey,
        String url,
        JobStatus status,
        Optional<String> summary,
        String request,
        Optional<String> response,
        int retryCount,
        int tries,
        int depth,
        String causedBy,
        Instant scheduledAt) {

    /**
     * A new one.
     *
     * @param told what the event tells
     */
    public static Job of(Webhook webhook, Event event, ObjectNode told, Instant now) {
        return new Job(
                UUID.randomUUID(),
                webhook.id(),
                webhook.scope(),
                webhook.name(),
                event.type(),
                event.name(),
                event.subjectId(),
                key(event, told),
                webhook.url(),
                JobStatus.QUEUED,
                Optional.empty(),
                Documents.write(told),
                Optional.empty(),
                0,
                0,
                event.depth() + 1,
                Documents.text(told.path("identity"), "username").orElse("system"),
                now);
    }

    /** The same that runs of the event have as their source id. */
    private static String key(Event event, ObjectNode told) {
        String property =
                switch (event.type()) {
                    case "Submission" -> "id";
                    case "User" -> "username";
                    default -> "slug";
                };
        return Documents.text(told.path(event.type().toLowerCase(Locale.ROOT)), property)
                .orElse(event.subjectId());
    }

    ObjectNode json() {
        return Documents.object()
                .put("id", id.toString())
                .put("name", name)
                .put("event", event)
                .put("type", type)
                .put("status", status.label())
                .put("summary", summary.orElse(null))
                .put("url", url)
                .put("webhookId", webhookId.toString())
                .put("parentId", parentId)
                .put("scopeId", scope.id().toString())
                .put("scopeType", scope.type())
                .put("retryCount", retryCount)
                .put("scheduledAt", Documents.moment(scheduledAt))
                .put("requestContent", request)
                .put("responseContent", response.orElse(null));
    }
}

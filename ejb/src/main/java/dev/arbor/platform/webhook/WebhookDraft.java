package dev.arbor.platform.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.api.Posts;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.document.Shape;
import dev.arbor.platform.event.EventNames;
import dev.arbor.platform.ksl.Finding;
import dev.arbor.platform.ksl.Ksl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a request says of a webhook.
 *
 * @param secret absent where it stays; blank when there is to be none
 * @param warnings what its author should know
 */
record WebhookDraft(Webhook webhook, Optional<String> secret, List<String> warnings) {

    private static final int LONGEST = 255;
    private static final int LONGEST_URL = 2_000;
    private static final int SHORTEST_SECRET = 16;
    private static final int LONGEST_SECRET = 500;

    private static final Shape SHAPE = Shape.of("Webhook").texts("name", "type", "event", "filter", "url", "secret");

    /**
     * Reads a body; null is as good as nothing said.
     *
     * @param before what it is now; of a new one, all texts are blank
     * @throws PlatformRefusal when it is wrong
     */
    static WebhookDraft of(ObjectNode body, Webhook before, Ksl ksl, Posts posts) {
        SHAPE.check(body);
        Webhook after = new Webhook(
                before.id(),
                before.scope(),
                text(body, "name").orElse(before.name()),
                text(body, "type").orElse(before.type()),
                text(body, "event").orElse(before.event()),
                text(body, "filter").orElse(before.filter()),
                text(body, "url").map(String::strip).orElse(before.url()),
                before.secretPlace(),
                before.stamps());
        Optional<String> secret = text(body, "secret");
        List<String> findings = new ArrayList<>();
        required(after.name(), "Name", findings);
        required(after.type(), "Type", findings);
        if (after.event().length() > LONGEST) {
            findings.add("Event must not be longer than " + LONGEST + " characters");
        }
        url(after.url(), posts).ifPresent(findings::add);
        secret.filter(text -> !text.isEmpty())
                .filter(text -> text.length() < SHORTEST_SECRET || text.length() > LONGEST_SECRET)
                .ifPresent(text -> findings.add("Secret must be empty, or have from " + SHORTEST_SECRET + " to "
                        + LONGEST_SECRET + " characters"));
        if (!findings.isEmpty()) {
            throw PlatformRefusal.invalid("Webhook", findings);
        }
        return new WebhookDraft(after, secret, warnings(after, ksl));
    }

    private static Optional<String> text(ObjectNode body, String name) {
        return Documents.text(body, name);
    }

    private static void required(String text, String name, List<String> findings) {
        if (text.isBlank() || text.length() > LONGEST) {
            findings.add(name + " must not be blank, nor longer than " + LONGEST + " characters");
        }
    }

    private static Optional<String> url(String url, Posts posts) {
        if (url.isEmpty() || url.length() > LONGEST_URL) {
            return Optional.of("Url must not be blank, nor longer than " + LONGEST_URL + " characters");
        }
        if (TaskAddress.isLocal(url)) {
            return TaskAddress.tree(url).isPresent()
                    ? Optional.empty()
                    : Optional.of("Url must start a run where it begins with a slash, as /app/api/v2/runs?guid=... and"
                            + " /app/api/v1/run-tree/SOURCE/GROUP/NAME do");
        }
        return posts.objection(url).map(objection -> "Url: " + objection);
    }

    private static List<String> warnings(Webhook webhook, Ksl ksl) {
        List<String> warnings = new ArrayList<>();
        if (webhook.event().isBlank()) {
            warnings.add("The webhook has no event and hears of nothing.");
        } else {
            EventNames.warning(webhook.fullEvent(), webhook.scope().type(), "webhook")
                    .ifPresent(warnings::add);
        }
        for (Finding finding : ksl.check(webhook.filter(), EventNames.scope(webhook.fullEvent()))) {
            if (finding.error()) {
                throw PlatformRefusal.invalid("invalid_filter", "Invalid Webhook.\n    Filter: " + finding.message());
            }
            warnings.add("Filter: " + finding.message());
        }
        return warnings;
    }
}

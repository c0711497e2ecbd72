package dev.arbor.platform.webhookjob;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.EventRuns.EventRun;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.event.EventNames;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Runs that events started, as jobs: the original calls its workflow engine by a webhook that nobody defined, and clients
 * look for that (integrator spec 5.3). They are no rows. The id of such a job has the id of its run in it.
 */
final class ImplicitJobs {

    static final String NAME = "Implicit Webhook Job";

    /** Version 8, for ids that have a meaning of their own. */
    private static final long MARK = 0x6172626f7200_8000L;

    private static final long VARIANT = 0x8000000000000000L;

    private ImplicitJobs() {}

    /** The run that an id means; empty for every other job. */
    static OptionalLong run(UUID id) {
        return id.getMostSignificantBits() == MARK && id.getLeastSignificantBits() < 0
                ? OptionalLong.of(id.getLeastSignificantBits() ^ VARIANT)
                : OptionalLong.empty();
    }

    static UUID id(long run) {
        return new UUID(MARK, run | VARIANT);
    }

    /** What the engine answers to whoever starts a run. */
    static String initiated(long run) {
        return Documents.object()
                .put("messageType", "success")
                .put("message", "Initiated run #" + run + ".")
                .put("runId", Long.toString(run))
                .toString();
    }

    static ObjectNode json(EventRun run) {
        Optional<String> told = Documents.tryRead(run.payload())
                .map(payload -> payload.path("event"))
                .filter(event -> event.hasNonNull("type") && event.hasNonNull("action"))
                .map(event ->
                        event.get("type").asText() + " " + event.get("action").asText());
        String event = told.orElse(run.event());
        return Documents.object()
                .put("id", id(run.id()).toString())
                .put("name", NAME)
                .put("event", event)
                .put("type", EventNames.type(event))
                .put("status", JobStatus.COMPLETE.label())
                .put("summary", "200 OK")
                .put("url", "/app/api/v2/runs?guid=" + run.treeGuid())
                .putNull("webhookId")
                .put("parentId", run.sourceId().orElse(null))
                .put("scopeId", run.itemId())
                .put("scopeType", run.itemType())
                .put("retryCount", 0)
                .put("scheduledAt", Documents.moment(run.createdAt()))
                .put("requestContent", run.payload())
                .put("responseContent", initiated(run.id()));
    }
}

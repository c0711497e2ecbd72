package dev.arbor.web.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.RunQueries;
import dev.arbor.engine.api.RunStarter;
import dev.arbor.engine.api.TreeRef;
import dev.arbor.web.Callers;
import dev.arbor.web.Include;
import dev.arbor.web.Parameters;
import dev.arbor.web.TaskPrefix;
import dev.arbor.web.policy.Starts;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.Optional;

/**
 * Starts runs (engine spec 3.1, 5.2 and 6.4). With {@code timeout} the answer waits for the run; the thread that took
 * the request does not.
 */
@Path(TaskPrefix.TASK_API + "/runs")
@Produces(MediaType.APPLICATION_JSON)
public class RunStartResource {

    /** The original fails above it and leaves the run behind; we wait as long as it would have at most. */
    private static final long LONGEST_WAIT = 30;

    @Inject
    private RunOrders orders;

    @Inject
    private RunQueries runs;

    @Inject
    private WaitingClients waiters;

    @Inject
    private Callers callers;

    @Context
    private UriInfo uri;

    @POST
    @Starts
    @Consumes(MediaType.WILDCARD)
    public void create(
            @HeaderParam("Idempotency-Key") String idempotencyKey,
            @Context HttpHeaders headers,
            byte[] content,
            @Suspended AsyncResponse response) {
        Parameters query = new Parameters(uri.getQueryParameters());
        Duration timeout = Duration.ofSeconds(
                Math.max(0, Math.min(LONGEST_WAIT, query.number("timeout").orElse(0))));
        Caller caller = callers.by("API v2 Run Tree");
        RunStarter.Started started = orders.start(
                tree(query), Payload.of(content, headers.getMediaType()), Optional.ofNullable(idempotencyKey), caller);
        if (timeout.isZero()) {
            response.resume(initiated(started.runId(), query.include()));
            return;
        }
        waiters.await(started.runId(), timeout, uri.getPath(), response);
    }

    private ObjectNode initiated(long runId, Include include) {
        ObjectNode answer = RunAnswers.initiated(runId);
        if (uri.getQueryParameters().containsKey("include")) {
            runs.find(runId, RunJson.parts(include))
                    .ifPresent(run -> answer.set("run", RunJson.of(run, include).put("id", runId)));
        }
        return answer;
    }

    private static TreeRef tree(Parameters query) {
        Optional<TreeRef> byGuid = query.text("guid").map(TreeRef.Guid::new);
        Optional<TreeRef> byDefinition = query.text("definitionId").map(TreeRef.Definition::new);
        return byGuid.or(() -> byDefinition).orElseGet(() -> triple(query));
    }

    private static TreeRef triple(Parameters query) {
        Optional<String> source = query.text("sourceName");
        Optional<String> group = query.text("sourceGroup");
        Optional<String> name = query.text("name");
        if (source.isEmpty() || group.isEmpty() || name.isEmpty()) {
            throw Refusal.invalid(
                    "invalid_value", "Expected sourceName, sourceGroup and name, or guid, but they are not all there.");
        }
        return new TreeRef.Triple(source.get(), group.get(), name.get());
    }
}

package dev.arbor.web.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.AuditView;
import dev.arbor.engine.api.RunControl;
import dev.arbor.engine.api.RunControl.TaskChange;
import dev.arbor.engine.api.RunPart;
import dev.arbor.engine.api.RunQueries;
import dev.arbor.engine.api.RunView;
import dev.arbor.engine.api.TaskView;
import dev.arbor.web.Callers;
import dev.arbor.web.Include;
import dev.arbor.web.Json;
import dev.arbor.web.Parameters;
import dev.arbor.web.Replies;
import dev.arbor.web.TaskPrefix;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The tasks of a run (engine spec 5.2). */
@Path(TaskPrefix.TASK_API + "/runs/{id}/tasks")
@Produces(MediaType.APPLICATION_JSON)
public class RunTasksResource {

    @Inject
    private RunQueries runs;

    @Inject
    private RunControl control;

    @Inject
    private Callers callers;

    @Context
    private UriInfo uri;

    @GET
    public JsonNode list(@PathParam("id") String id) {
        long runId = Query.id(RunsResource.RUN, id);
        Include include = include();
        List<TaskView> tasks =
                runs.tasks(runId, parts(include)).orElseThrow(() -> Query.missing(RunsResource.RUN, runId));
        Map<Long, List<AuditView>> audits = include.has("audits") ? audits(runId) : Map.of();
        ObjectNode answer = Json.object();
        answer.set("tasks", Json.array(tasks, task -> written(task, audits, include)));
        return answer;
    }

    @GET
    @Path("/{taskId}")
    public JsonNode retrieve(@PathParam("id") String id, @PathParam("taskId") String taskId) {
        long number = Query.id("task", taskId);
        TaskView task =
                runs.task(Query.id(RunsResource.RUN, id), number).orElseThrow(() -> Query.missing("task", number));
        List<String> asked = new ArrayList<>(uri.getQueryParameters().getOrDefault("include", List.of()));
        asked.add("attempts");
        Include include = Include.of(asked);
        return written(task, include.has("audits") ? audits(task.runId()) : Map.of(), include);
    }

    private static ObjectNode written(TaskView task, Map<Long, List<AuditView>> audits, Include include) {
        ObjectNode json = TaskJson.of(task, include);
        if (include.has("audits")) {
            json.set(
                    "audits",
                    Json.array(
                            audits.getOrDefault(task.id(), List.of()),
                            audit -> AuditJson.of(audit, include.inside("audits"))));
        }
        return json;
    }

    /** What people changed by hand on the tasks of a run, by their ids. */
    private Map<Long, List<AuditView>> audits(long runId) {
        return runs.find(runId, EnumSet.of(RunPart.AUDITS)).map(RunView::audits).orElse(List.of()).stream()
                .filter(audit -> audit.taskId().isPresent())
                .collect(Collectors.groupingBy(audit -> audit.taskId().get()));
    }

    @PUT
    @Path("/{taskId}")
    public JsonNode update(@PathParam("id") String id, @PathParam("taskId") String taskId, JsonNode json) {
        long number = Query.id("task", taskId);
        Body body = Body.of(json);
        control.change(
                Query.id(RunsResource.RUN, id),
                number,
                new TaskChange(
                        body.texts("results"),
                        body.texts("deferredResults"),
                        body.text("message").orElse("")),
                callers.by("API v2 Task Update"));
        return Replies.success("Updated task #" + number + ".");
    }

    /** What is included is meant of the tasks, whether it says so or not: {@code details} or {@code tasks.details}. */
    private Include include() {
        Include asked = new Parameters(uri.getQueryParameters()).include();
        return asked.has("tasks") ? asked.inside("tasks") : asked;
    }

    private static Set<RunPart> parts(Include include) {
        Set<RunPart> parts = EnumSet.of(RunPart.TASKS);
        if (include.has("messages")) {
            parts.add(RunPart.TASK_MESSAGES);
        }
        if (include.has("attempts")) {
            parts.add(RunPart.TASK_ATTEMPTS);
        }
        return parts;
    }
}

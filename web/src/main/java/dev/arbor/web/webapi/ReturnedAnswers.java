package dev.arbor.web.webapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.RunStarter;
import dev.arbor.engine.api.RunStarter.Awaited;
import dev.arbor.engine.api.RunStarter.Standing;
import dev.arbor.web.Errors;
import dev.arbor.web.Json;
import dev.arbor.web.Replies;
import dev.arbor.web.TaskPrefix;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * What callers of web APIs are answered: what the return node says. Waiting has a bounded number of threads of its own;
 * whoever comes when all are taken is told at once where to poll.
 */
@ApplicationScoped
public class ReturnedAnswers {

    private static final int THREADS = 64;
    private static final long IDLE_SECONDS = 30;

    /** The server decides these. */
    private static final Set<String> OWN = Set.of(
            "content-length", "transfer-encoding", "connection", "keep-alive", "upgrade", "date", "content-type");

    private static final String HEADER_NAME = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";

    @Inject
    private RunStarter starter;

    @Resource
    private ManagedThreadFactory threads;

    private ThreadPoolExecutor pool;

    @PostConstruct
    void open() {
        pool = new ThreadPoolExecutor(0, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
    }

    @PreDestroy
    void close() {
        pool.shutdownNow();
    }

    /** For those who do not wait. */
    static Response initiated(long run) {
        return json(200, Replies.success("Initiated run #" + run + ".").put("runId", Long.toString(run)));
    }

    void await(long run, Duration timeout, AsyncResponse response) {
        try {
            pool.execute(() -> {
                try {
                    response.resume(answer(run, starter.await(run, timeout)));
                } catch (RuntimeException e) {
                    response.resume(e);
                }
            });
        } catch (RejectedExecutionException e) {
            response.resume(answer(run, new Awaited(Standing.RUNNING, Map.of())));
        }
    }

    static Response answer(long run, Awaited awaited) {
        return switch (awaited.standing()) {
            case RETURNED -> returned(run, awaited.outputs());
            case COMPLETED -> failed(run, "it ended without a return node");
            case FAILED -> failed(run, "it has an error that waits for a person");
            case RUNNING -> {
                String poll = TaskPrefix.TASK_API + "/runs/" + run + "?include=details,outputs";
                yield json(
                        504,
                        Errors.answer(
                                        504,
                                        "run_results_timeout",
                                        "Expected run #" + run + " to return in time, but it is still going on.")
                                .json()
                                .put("runId", Long.toString(run))
                                .put("poll", poll));
            }
        };
    }

    private static Response returned(long run, Map<String, String> outputs) {
        String code = outputs.getOrDefault("response_code", "200").strip();
        if (!code.matches("[2-5]\\d\\d")) {
            return failed(run, "its return node has the response code '" + code + "', which is none");
        }
        JsonNode headers;
        MediaType type;
        try {
            String given = outputs.getOrDefault("headers_json", "{}");
            headers = Json.mapper().readTree(given.isBlank() ? "{}" : given);
            String named = outputs.getOrDefault("content_type", "");
            type = MediaType.valueOf(named.isBlank() ? MediaType.APPLICATION_JSON : named.strip());
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return failed(run, "the content_type or headers_json of its return node cannot be read");
        }
        if (!headers.isObject()) {
            return failed(run, "the headers_json of its return node is no object");
        }
        byte[] content = outputs.getOrDefault("content", "").getBytes(StandardCharsets.UTF_8);
        Response.ResponseBuilder response = Response.status(Integer.parseInt(code))
                .type(type.withCharset("UTF-8"))
                .entity(content);
        headers.properties().forEach(each -> header(response, each.getKey(), each.getValue()));
        return response.build();
    }

    private static void header(Response.ResponseBuilder response, String name, JsonNode value) {
        if (!name.matches(HEADER_NAME) || OWN.contains(name.toLowerCase(Locale.ROOT))) {
            return;
        }
        if (value.isArray()) {
            value.forEach(each -> header(response, name, each));
        } else {
            response.header(name, value.asText().replaceAll("\\p{Cntrl}", " "));
        }
    }

    private static Response failed(long run, String why) {
        return json(
                500,
                Errors.answer(500, "run_results_error", "Expected run #" + run + " to return results, but " + why + ".")
                        .json()
                        .put("runId", Long.toString(run)));
    }

    private static Response json(int status, ObjectNode body) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(body)
                .build();
    }
}

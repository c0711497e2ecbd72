package dev.arbor.web.task;

import dev.arbor.engine.api.RunQueries;
import dev.arbor.engine.api.RunStarter;
import dev.arbor.engine.api.RunStarter.Awaited;
import dev.arbor.engine.api.RunStarter.Standing;
import dev.arbor.engine.api.RunView;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.AsyncResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Waits for runs on behalf of clients, on threads of its own so that those who wait never keep others from being served.
 * Their number is bounded: whoever comes when all are taken is told at once where to poll.
 */
@ApplicationScoped
public class WaitingClients {

    private static final int THREADS = 64;
    private static final long IDLE_SECONDS = 30;

    @Inject
    private RunStarter starter;

    @Inject
    private RunQueries runs;

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

    /** Answers when the run returned, ended or failed, or when the time is over. */
    void await(long runId, Duration timeout, String runsPath, AsyncResponse response) {
        try {
            pool.execute(() -> answer(runId, timeout, runsPath, response));
        } catch (RejectedExecutionException e) {
            response.resume(RunAnswers.waited(new Awaited(Standing.RUNNING, Map.of()), run(runId), runsPath)
                    .response());
        }
    }

    private void answer(long runId, Duration timeout, String runsPath, AsyncResponse response) {
        try {
            Awaited awaited = starter.await(runId, timeout);
            response.resume(RunAnswers.waited(awaited, run(runId), runsPath).response());
        } catch (RuntimeException e) {
            response.resume(e);
        }
    }

    private RunView run(long runId) {
        return runs.find(runId, RunJson.parts(RunAnswers.WAITED_FOR))
                .orElseThrow(() -> Query.missing(RunsResource.RUN, runId));
    }
}

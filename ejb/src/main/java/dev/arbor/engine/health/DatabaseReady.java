package dev.arbor.engine.health;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Up when the database answers within two seconds, a connection of the pool included. */
@ApplicationScoped
public class DatabaseReady implements HealthCheck {

    private static final int DEADLINE_SECONDS = 2;

    @Resource(lookup = "java:jboss/datasources/ArborDS")
    private DataSource database;

    @Resource
    private ManagedExecutorService executor;

    private Future<Boolean> question;

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("arbor-database-ready").withData("deadlineSeconds", DEADLINE_SECONDS);
        long begun = System.nanoTime();
        try {
            boolean valid = ask().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
            return response.status(valid)
                    .withData("milliseconds", (System.nanoTime() - begun) / 1_000_000)
                    .build();
        } catch (TimeoutException e) {
            return response.down()
                    .withData("reason", "no answer within the deadline")
                    .build();
        } catch (ExecutionException e) {
            return response.down()
                    .withData("reason", String.valueOf(e.getCause().getMessage()))
                    .build();
        } catch (RejectedExecutionException e) {
            return response.down().withData("reason", "no thread to ask with").build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return response.down().withData("reason", "interrupted").build();
        }
    }

    /** One question at a time: whoever asks often must not pile up threads that wait for a connection. */
    private synchronized Future<Boolean> ask() {
        if (question == null || question.isDone()) {
            question = executor.submit(this::answers);
        }
        return question;
    }

    private boolean answers() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return connection.isValid(DEADLINE_SECONDS);
        }
    }
}

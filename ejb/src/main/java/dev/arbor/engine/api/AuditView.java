package dev.arbor.engine.api;

import java.time.Instant;
import java.util.Optional;

/**
 * What a person changed by hand on a run or a task (engine spec 1.11).
 *
 * @param taskId the task that was changed; absent when it was the run
 * @param action what was done
 * @param message why
 * @param changes before and after, as JSON text
 */
public record AuditView(
        long id,
        Optional<Long> taskId,
        String action,
        Optional<String> message,
        String changes,
        Instant createdAt,
        String createdBy) {}

package dev.arbor.engine.api;

import java.util.Map;
import java.util.Optional;

/** Completes and updates deferred tasks by their token (engine spec 3.13). */
public interface Deferrals {

    /**
     * What was queued.
     *
     * @param triggerId the trigger that will complete or update the task
     * @param runId the run of the task
     */
    record Queued(long triggerId, long runId) {}

    /**
     * Queues the completion of a deferred task; durable when this returns. A token is completed once.
     *
     * @throws Refusal NOT_FOUND for an unknown token, INVALID ({@code already_completed}) for a completed one
     */
    Queued complete(String token, Map<String, String> results, String message, Caller caller);

    /**
     * Queues an update of a deferred task, any number of times until it is completed.
     *
     * @throws Refusal as {@link #complete}
     */
    Queued update(String token, Map<String, String> results, String message, Caller caller);

    /** The name of the source whose tree a token belongs to; empty for an unknown token. */
    Optional<String> sourceOf(String token);
}

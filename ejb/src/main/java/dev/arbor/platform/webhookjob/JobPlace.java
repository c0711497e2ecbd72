package dev.arbor.platform.webhookjob;

import dev.arbor.platform.api.PlatformRefusal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;

/**
 * How far a list has come, in the rows of jobs and in those of runs: each has an order of its own, and the list is both of
 * them by their times.
 *
 * @param scheduledAt of the last job; empty when there was none
 * @param jobId of the last job
 * @param runId of the last run; the highest number when there was none
 */
record JobPlace(Optional<Instant> scheduledAt, Optional<UUID> jobId, long runId) {

    /** Before everything. */
    static final JobPlace BEGINNING = new JobPlace(Optional.empty(), Optional.empty(), Long.MAX_VALUE);

    JobPlace behind(Job job) {
        return new JobPlace(Optional.of(job.scheduledAt()), Optional.of(job.id()), runId);
    }

    JobPlace behindRun(long run) {
        return new JobPlace(scheduledAt, jobId, run);
    }

    /** As a key of a page token. */
    String text() {
        return scheduledAt.map(Instant::toString).orElse("") + "/"
                + jobId.map(UUID::toString).orElse("") + "/" + runId;
    }

    /**
     * The place of a key.
     *
     * @throws PlatformRefusal when it is none
     */
    static JobPlace of(String key) {
        String[] parts = key.split("/", -1);
        try {
            if (parts.length == 3) {
                return new JobPlace(
                        Optional.of(parts[0]).filter(part -> !part.isEmpty()).map(Instant::parse),
                        Optional.of(parts[1]).filter(part -> !part.isEmpty()).map(UUID::fromString),
                        Long.parseLong(parts[2]));
            }
        } catch (DateTimeParseException | IllegalArgumentException e) {
            // Told below, as everything else that is no place.
        }
        throw PlatformRefusal.invalid("invalid_page_token", "Expected a page token, but it cannot be read.");
    }
}

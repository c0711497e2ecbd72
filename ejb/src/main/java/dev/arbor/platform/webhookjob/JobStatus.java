package dev.arbor.platform.webhookjob;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How far a job has come (integrator spec 4.11). */
enum JobStatus {
    /** Waits for a worker, now or at a time. */
    QUEUED("Queued"),
    /** A server has it in hand. */
    IN_PROGRESS("In Progress"),
    /** The other side took it. */
    COMPLETE("Complete"),
    /** It is not tried again unless somebody says so. */
    FAILED("Failed"),
    /** Its webhook was deleted before it was delivered. */
    CANCELLED("Cancelled");

    private final String label;

    JobStatus(String label) {
        this.label = label;
    }

    /** As it is stored and shown. */
    String label() {
        return label;
    }

    /** The one of a label, in any case. */
    static Optional<JobStatus> of(String label) {
        return Stream.of(values())
                .filter(each -> each.label.toLowerCase(Locale.ROOT).equals(label.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}

package dev.arbor.platform.webhookjob;

/** Tells those who perform jobs that there are some. Losing it loses nothing: the rows are the truth. */
@FunctionalInterface
public interface JobBell {

    /** Rings; must not fail and not take long. */
    void ring();
}

package dev.arbor.platform.submission;

/** Where work goes that takes longer than a request. */
@FunctionalInterface
public interface JobThreads {

    /** Has something done soon, by another thread. */
    void run(Runnable work);
}

package dev.arbor.engine.api;

/** Takes errors of runs out of the books (engine spec 5.4). */
public interface ErrorRemoval {

    /**
     * Deletes an error with its notes. An active one no longer counts for its run; the task that failed stays as it is.
     *
     * @throws Refusal NOT_FOUND for an unknown id
     */
    void delete(long errorId);
}

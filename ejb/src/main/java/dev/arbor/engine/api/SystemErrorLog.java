package dev.arbor.engine.api;

/** Where failures go that belong to no run and that a person should see (engine spec 1.10). */
public interface SystemErrorLog {

    /**
     * Records a failure. While one of the same type and summary is active, nothing is added.
     *
     * @param type at most 30 characters, for example {@code Processing Error}
     * @param summary one sentence
     * @param text what there is to know
     * @return whether it was added
     */
    boolean report(String type, String summary, String text);
}

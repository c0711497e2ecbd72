package dev.arbor.engine.api;

import java.util.List;

/** Where people act on errors (engine spec 3.15). */
public interface ErrorDesk {

    /**
     * Applies an action to errors: all of them or, when the action is not legal for one, none.
     *
     * @param errorIds ids of active errors of runs
     * @param action one of the words of the spec, for example {@code Retry Task}
     * @param resolution what the person did about it; kept with the error
     * @throws Refusal NOT_FOUND for an unknown id; INVALID for an action that is illegal for the type of one of them, or
     *     an error that is handled already
     */
    void resolve(List<Long> errorIds, String action, String resolution, Caller caller);
}

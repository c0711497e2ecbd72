package dev.arbor.platform.api;

import dev.arbor.engine.api.Caller;
import java.util.Map;
import java.util.SortedSet;

/**
 * Settings that clients of the Task API write and read, and that mean nothing to this server, which signs people in itself
 * (engine spec 5.9). Values of properties are sealed and never shown: nobody knows which of them are secrets. Not to be
 * called within a transaction.
 */
public interface TaskSettings {

    /** Which settings. */
    enum Kind {
        AUTHENTICATION,
        IDENTITY_STORE
    }

    /**
     * What is set.
     *
     * @param implementation the name of the class that clients know
     * @param properties the names of properties that have a value
     */
    record Setting(String implementation, SortedSet<String> properties) {}

    /** What is set. */
    Setting find(Kind kind);

    /**
     * Sets anew.
     *
     * @param implementation at most 255 characters
     * @param properties values by name; a blank one is none. Those that are not named stay
     * @throws dev.arbor.engine.api.Refusal INVALID for what is too long
     */
    void change(Kind kind, String implementation, Map<String, String> properties, Caller caller);
}

package dev.arbor.engine.api;

import java.util.Collection;
import java.util.List;

/** The trees that are registered for events of things outside of the engine (engine spec 6.1). */
public interface EventTrees {

    /**
     * One of them.
     *
     * @param guid its guid
     * @param platformItemId what it is registered for
     */
    record EventTree(String guid, String platformItemId) {}

    /**
     * Those that an event starts: active, and registered for one of some things. In the order of their creation; read in
     * the caller's transaction.
     *
     * @param event its whole name, for example {@code Submission Created}
     */
    List<EventTree> active(String event, Collection<String> platformItemIds);
}

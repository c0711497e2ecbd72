package dev.arbor.engine.gauge;

/**
 * {@code dev.arbor:type=Triggers}: the triggers of all servers, counted in the database. Values are up to a second old, so
 * that reading them often costs the database nothing.
 */
public interface TriggersMXBean {

    /** Triggers that are due and not yet processed, those that a worker has in hand included. */
    long getBacklog();

    /** Triggers that will be due later, such as the ends of waits. */
    long getScheduled();

    /** Triggers that somebody has paused. */
    long getPaused();

    /** How long the oldest trigger that no worker has in hand has been due, in seconds; 0 when there is none. */
    double getOldestBacklogAgeSeconds();
}

package dev.arbor.core.run;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Where a task stands (engine spec 1.6). This table is the only place that says which changes are legal. */
public enum TaskStatus {
    /** Reached and not performed: about to be, waiting at a gate, or failed and waiting for a person. */
    NEW("New"),
    /** A call to the outside was committed as begun; its outcome is not known yet. */
    IN_FLIGHT("New"),
    /** Performed and deferred: waits to be completed. */
    WIP("Work In Progress"),
    /** Done. */
    CLOSED("Closed");

    private static final Map<TaskStatus, Set<TaskStatus>> LEGAL = new EnumMap<>(Map.of(
            NEW, EnumSet.of(IN_FLIGHT, WIP, CLOSED),
            IN_FLIGHT, EnumSet.of(NEW, WIP, CLOSED),
            WIP, EnumSet.of(CLOSED),
            CLOSED, EnumSet.of(NEW)));

    private final String label;

    TaskStatus(String label) {
        this.label = label;
    }

    /** The word that the API shows. */
    public String label() {
        return label;
    }

    /** Whether a task may go from this status to another; closed to new is a person starting the node again. */
    public boolean canBecome(TaskStatus next) {
        return LEGAL.get(this).contains(next);
    }
}

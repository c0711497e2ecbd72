package dev.arbor.core.tree;

import java.util.Optional;

/** Whether and how a tree may be started (engine spec 1.1 and 3.1). */
public enum TreeStatus {
    /** Runs. */
    ACTIVE("Active"),
    /** Refuses to be started. */
    INACTIVE("Inactive"),
    /** Accepts runs and leaves them staged until it is active again. */
    PAUSED("Paused");

    private final String label;

    TreeStatus(String label) {
        this.label = label;
    }

    /** The word used in XML and JSON. */
    public String label() {
        return label;
    }

    /** Finds a status by its exact word. */
    public static Optional<TreeStatus> of(String label) {
        for (TreeStatus status : values()) {
            if (status.label.equals(label)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}

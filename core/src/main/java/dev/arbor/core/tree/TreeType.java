package dev.arbor.core.tree;

import java.util.Optional;

/** The three kinds of tree (engine spec 1.1). */
public enum TreeType {
    TREE("Tree"),
    GLOBAL_ROUTINE("Global Routine"),
    LOCAL_ROUTINE("Local Routine");

    private final String label;

    TreeType(String label) {
        this.label = label;
    }

    /** The word used in XML and JSON. */
    public String label() {
        return label;
    }

    /** Whether trees of this kind are called by definition id. */
    public boolean isRoutine() {
        return this != TREE;
    }

    /** Finds a kind by its exact word. */
    public static Optional<TreeType> of(String label) {
        for (TreeType type : values()) {
            if (type.label.equals(label)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}

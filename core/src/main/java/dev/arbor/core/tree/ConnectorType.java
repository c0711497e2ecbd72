package dev.arbor.core.tree;

import java.util.Locale;
import java.util.Optional;

/**
 * The moment in the life of a task that a connector follows or a message describes (engine spec 1.2).
 */
public enum ConnectorType {
    /** The task has just entered its deferral. */
    CREATE("Create"),
    /** A deferred task was updated. */
    UPDATE("Update"),
    /** The task is done. */
    COMPLETE("Complete");

    private final String label;

    ConnectorType(String label) {
        this.label = label;
    }

    /** The word used in XML and JSON, for example {@code Complete}. */
    public String label() {
        return label;
    }

    /** Finds a type by its word, in any case; empty when there is none. */
    public static Optional<ConnectorType> of(String label) {
        for (ConnectorType type : values()) {
            if (type.label.toLowerCase(Locale.ROOT).equals(label.trim().toLowerCase(Locale.ROOT))) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}

package dev.arbor.core.run;

import java.util.Optional;

/** What a person may do about an error (engine spec 3.15). */
public enum ErrorAction {
    CANCEL_BRANCH("Cancel Branch"),
    CONTINUE_BRANCH("Continue Branch"),
    DO_NOTHING("Do Nothing"),
    RETRY("Retry"),
    RETRY_TASK("Retry Task"),
    SKIP_TASK("Skip Task");

    private final String label;

    ErrorAction(String label) {
        this.label = label;
    }

    /** The word used in JSON. */
    public String label() {
        return label;
    }

    /** Finds an action by its exact word. */
    public static Optional<ErrorAction> of(String label) {
        for (ErrorAction action : values()) {
            if (action.label.equals(label)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }
}

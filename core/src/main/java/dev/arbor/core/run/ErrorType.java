package dev.arbor.core.run;

import static dev.arbor.core.run.ErrorAction.CANCEL_BRANCH;
import static dev.arbor.core.run.ErrorAction.CONTINUE_BRANCH;
import static dev.arbor.core.run.ErrorAction.DO_NOTHING;
import static dev.arbor.core.run.ErrorAction.RETRY;
import static dev.arbor.core.run.ErrorAction.RETRY_TASK;
import static dev.arbor.core.run.ErrorAction.SKIP_TASK;

import java.util.List;
import java.util.Optional;

/** The kinds of error of a run, each with the actions that are legal for it (engine spec 1.10 and 3.15, D18). */
public enum ErrorType {
    CONNECTOR("Connector Error", CONTINUE_BRANCH, CANCEL_BRANCH),
    HANDLER("Handler Error", DO_NOTHING, RETRY_TASK, SKIP_TASK),
    INVALID_TRIGGER("Invalid Trigger Error", DO_NOTHING),
    MISSING_HANDLER("Missing Handler Error", DO_NOTHING, RETRY_TASK, SKIP_TASK),
    MISSING_ROUTINE("Missing Routine Error", DO_NOTHING, RETRY_TASK, SKIP_TASK),
    NODE_MESSAGE("Node Message Error", DO_NOTHING),
    NODE_PARAMETER("Node Parameter Error", DO_NOTHING, RETRY_TASK, SKIP_TASK),
    SOURCE("Source Error", DO_NOTHING, RETRY),
    TREE("Tree Error", DO_NOTHING),
    UNIDENTIFIED("Unidentified Error", DO_NOTHING),
    UNKNOWN_VARIABLE("Unknown Variable Error", DO_NOTHING);

    private final String label;
    private final List<ErrorAction> actions;

    ErrorType(String label, ErrorAction... actions) {
        this.label = label;
        this.actions = List.of(actions);
    }

    /** The word used in JSON. */
    public String label() {
        return label;
    }

    /** What may be done about an error of this kind. */
    public List<ErrorAction> actions() {
        return actions;
    }

    /** Finds a kind by its exact word. */
    public static Optional<ErrorType> of(String label) {
        for (ErrorType type : values()) {
            if (type.label.equals(label)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}

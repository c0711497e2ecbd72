package dev.arbor.engine.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which actions a person may take on an error of a type: one table for the API and for whoever applies them (3.15). */
public final class ErrorActions {

    public static final String DO_NOTHING = "Do Nothing";
    public static final String RETRY = "Retry";
    public static final String RETRY_TASK = "Retry Task";
    public static final String SKIP_TASK = "Skip Task";
    public static final String CONTINUE_BRANCH = "Continue Branch";
    public static final String CANCEL_BRANCH = "Cancel Branch";

    private static final Map<String, List<String>> BY_TYPE = table();

    private ErrorActions() {}

    /** Error type to its actions, in the order of the published document. */
    public static Map<String, List<String>> byType() {
        return BY_TYPE;
    }

    private static Map<String, List<String>> table() {
        List<String> nothing = List.of(DO_NOTHING);
        List<String> task = List.of(DO_NOTHING, RETRY_TASK, SKIP_TASK);
        Map<String, List<String>> table = new LinkedHashMap<>();
        table.put("Node Message Error", nothing);
        table.put("Source Error", List.of(DO_NOTHING, RETRY));
        table.put("Missing Routine Error", task);
        table.put("Handler Error", task);
        table.put("Node Parameter Error", task);
        table.put("Connector Error", List.of(CONTINUE_BRANCH, CANCEL_BRANCH));
        table.put("Unidentified Error", nothing);
        table.put("Invalid Trigger Error", nothing);
        table.put("Tree Error", nothing);
        table.put("Missing Handler Error", task);
        table.put("Unknown Variable Error", nothing);
        return Collections.unmodifiableMap(table);
    }
}

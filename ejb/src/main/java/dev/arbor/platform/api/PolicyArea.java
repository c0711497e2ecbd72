package dev.arbor.platform.api;

import java.util.Optional;

/** The parts of the Task API that rules of the type Console Access are assigned to (engine spec 1.11). */
public enum PolicyArea {
    CATEGORIES("Categories", false),
    DASHBOARD("Dashboard", false),
    ENGINE("Engine", false),
    ENVIRONMENT("Environment", false),
    ERRORS("Errors", false),
    HANDLERS("Handlers", false),
    LOGS("Logs", false),
    ROUTINES("Routines", false),
    RUNS("Runs", false),
    STAGED("Staged", false),
    SYSTEM_ERRORS("System Errors", false),
    TREES("Trees", false),
    ACCESS_KEYS("Access Keys", true),
    /** All of the API; its rules hold beside those of the area. */
    API_V2("ApiV2", false),
    CONSOLE_ACCESS("Console Access", false),
    GROUPS("Groups", true),
    POLICY_RULES("Policy Rules", true),
    SETUP("Setup", true),
    SOURCES("Sources", false),
    USERS("Users", true);

    private final String label;
    private final boolean administration;

    PolicyArea(String label, boolean administration) {
        this.label = label;
        this.administration = administration;
    }

    /** As the API writes it. */
    public String label() {
        return label;
    }

    /** Whether it is for space administrators alone unless a rule is assigned to it. */
    public boolean administration() {
        return administration;
    }

    /** Whether space administrators are let in whatever its rules say, so that they can mend those. */
    public boolean mends() {
        return this == POLICY_RULES || this == SETUP;
    }

    /** The one of a label. */
    public static Optional<PolicyArea> of(String label) {
        for (PolicyArea each : values()) {
            if (each.label.equalsIgnoreCase(label)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}

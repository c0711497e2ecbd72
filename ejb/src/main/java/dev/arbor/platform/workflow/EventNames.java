package dev.arbor.platform.workflow;

import dev.arbor.platform.ksl.KslScope;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The events that there are, and where workflows hear of them (integrator spec 5.1). */
final class EventNames {

    private static final Map<String, List<String>> ACTIONS = Map.of(
            "Space", List.of("Login Failure"),
            "User", List.of("Login", "Logout", "Created", "Updated", "Deleted", "Membership Change"),
            "Team", List.of("Created", "Updated", "Deleted", "Restored", "Membership Change"),
            "Form", List.of("Created", "Updated", "Deleted", "Restored"),
            "Submission", List.of("Created", "Saved", "Submitted", "Updated", "Closed", "Deleted"));

    private static final Map<String, List<String>> TYPES = Map.of(
            "Form", List.of("Submission"),
            "Kapp", List.of("Submission", "Form"),
            "Space", List.of("Space", "User", "Team", "Form", "Submission"));

    private EventNames() {}

    /** The first word of a name. */
    static String type(String event) {
        int end = event.indexOf(' ');
        return end < 0 ? event : event.substring(0, end);
    }

    /** Why an event never starts a workflow; any name is stored. */
    static Optional<String> warning(String event, String itemType) {
        String type = type(event);
        String action = event.substring(Math.min(event.length(), type.length() + 1));
        if (!ACTIONS.getOrDefault(type, List.of()).contains(action)) {
            return Optional.of("The event '" + event + "' is not known and starts nothing.");
        }
        return TYPES.getOrDefault(itemType, List.of()).contains(type)
                ? Optional.empty()
                : Optional.of(
                        "The event '" + event + "' starts no workflow of a " + itemType.toLowerCase(Locale.ROOT) + ".");
    }

    /** What filters of an event may ask. */
    static KslScope scope(String event) {
        return switch (type(event)) {
            case "Submission" -> KslScope.SUBMISSION.withPrevious();
            case "Form" -> KslScope.FORM;
            case "User" -> event.endsWith("Membership Change") ? KslScope.MEMBERSHIP : KslScope.USER;
            case "Team" -> event.endsWith("Membership Change") ? KslScope.MEMBERSHIP : KslScope.TEAM;
            default -> KslScope.SPACE;
        };
    }
}

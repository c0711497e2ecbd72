package dev.arbor.platform.event;

import dev.arbor.platform.ksl.KslScope;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The events that there are, and where workflows and webhooks hear of them (integrator spec 5.1). */
public final class EventNames {

    private static final Map<String, List<String>> ACTIONS = Map.of(
            "Space", List.of("Login Failure"),
            "User", List.of("Login", "Logout", "Created", "Updated", "Deleted", "Membership Change"),
            "Team", List.of("Created", "Updated", "Deleted", "Restored", "Membership Change"),
            "Form", List.of("Created", "Updated", "Deleted", "Restored"),
            "Submission", List.of("Created", "Saved", "Submitted", "Updated", "Closed", "Deleted"));

    private static final Map<String, List<String>> TYPES = Map.of(
            "Form", List.of("Submission"),
            "Kapp", List.of("Form", "Submission"),
            "Space", List.of("Space", "User", "Team", "Form", "Submission"));

    private EventNames() {}

    /** The types of events that something hears of: a Space, a Kapp or a Form. */
    public static List<String> types(String itemType) {
        return TYPES.getOrDefault(itemType, List.of());
    }

    /** The whole names of the events of a type; none of one that there is not. */
    public static List<String> ofType(String type) {
        return ACTIONS.getOrDefault(type, List.of()).stream()
                .map(action -> type + " " + action)
                .toList();
    }

    /** The first word of a name. */
    public static String type(String event) {
        int end = event.indexOf(' ');
        return end < 0 ? event : event.substring(0, end);
    }

    /** Why an event never reaches what is registered for it; any name is stored. */
    public static Optional<String> warning(String event, String itemType, String registered) {
        String type = type(event);
        if (!ofType(type).contains(event)) {
            return Optional.of("The event '" + event + "' is not known and starts nothing.");
        }
        return types(itemType).contains(type)
                ? Optional.empty()
                : Optional.of("The event '" + event + "' starts no " + registered + " of a "
                        + itemType.toLowerCase(Locale.ROOT) + ".");
    }

    /** What filters of an event may ask. */
    public static KslScope scope(String event) {
        return switch (type(event)) {
            case "Submission" -> KslScope.SUBMISSION.withPrevious();
            case "Form" -> KslScope.FORM;
            case "User" -> event.endsWith("Membership Change") ? KslScope.MEMBERSHIP : KslScope.USER;
            case "Team" -> event.endsWith("Membership Change") ? KslScope.MEMBERSHIP : KslScope.TEAM;
            default -> KslScope.SPACE;
        };
    }
}

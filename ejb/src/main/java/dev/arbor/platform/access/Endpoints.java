package dev.arbor.platform.access;

import dev.arbor.platform.api.Right;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The endpoints that security policies may be for, and which of them decide about a right (integrator spec 5.5). */
public final class Endpoints {

    /** Of the space (integrator spec 4.2). */
    public static final Set<String> OF_SPACE = Set.of(
            "Display",
            "Teams Access",
            "Team Creation",
            "Team Membership Modification",
            "Team Modification",
            "Users Access",
            "User Creation",
            "User Modification");

    /** Of a kapp (integrator spec 4.3). */
    public static final Set<String> OF_KAPP = Set.of(
            "Display",
            "Modification",
            "Form Creation",
            "Default Form Display",
            "Default Form Modification",
            "Default Submission Access",
            "Default Submission Modification",
            "Submission Support");

    /** Of a form (integrator spec 4.4). */
    public static final Set<String> OF_FORM =
            Set.of("Display", "Modification", "Submission Access", "Submission Modification");

    private static final String DISPLAY = "Display";

    /** What has policies. */
    enum Level {
        FORM,
        KAPP,
        SPACE
    }

    /** A place where a policy may be named. */
    record Source(Level level, String endpoint) {}

    /** The first one that names a policy decides; where none does, the standing rules do. */
    private static final Map<Right, List<Source>> SOURCES = sources();

    private Endpoints() {}

    private static Map<Right, List<Source>> sources() {
        Source space = new Source(Level.SPACE, DISPLAY);
        Map<Right, List<Source>> sources = new EnumMap<>(Right.class);
        sources.put(Right.SPACE_DISPLAY, List.of(space));
        sources.put(Right.KAPP_DISPLAY, List.of(new Source(Level.KAPP, DISPLAY), space));
        sources.put(Right.KAPP_MODIFICATION, List.of(new Source(Level.KAPP, "Modification")));
        sources.put(Right.FORM_CREATION, List.of(new Source(Level.KAPP, "Form Creation")));
        sources.put(
                Right.FORM_DISPLAY,
                List.of(new Source(Level.FORM, DISPLAY), new Source(Level.KAPP, "Default Form Display"), space));
        sources.put(Right.FORM_MODIFICATION, ofForm("Modification", "Default Form Modification"));
        sources.put(Right.SUBMISSION_ACCESS, ofForm("Submission Access", "Default Submission Access"));
        sources.put(
                Right.SUBMISSION_MODIFICATION, ofForm("Submission Modification", "Default Submission Modification"));
        sources.put(Right.SUBMISSION_SUPPORT, List.of(new Source(Level.KAPP, "Submission Support")));
        for (Right right : List.of(
                Right.USERS_ACCESS,
                Right.USER_CREATION,
                Right.USER_MODIFICATION,
                Right.TEAMS_ACCESS,
                Right.TEAM_CREATION,
                Right.TEAM_MODIFICATION,
                Right.TEAM_MEMBERSHIP_MODIFICATION)) {
            sources.put(right, List.of(new Source(Level.SPACE, right.label())));
        }
        return sources;
    }

    private static List<Source> ofForm(String endpoint, String byDefault) {
        return List.of(new Source(Level.FORM, endpoint), new Source(Level.KAPP, byDefault));
    }

    /** Where to look for the policies of a right, one after the other. */
    static List<Source> of(Right right) {
        return SOURCES.getOrDefault(right, List.of());
    }
}

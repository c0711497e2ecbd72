package dev.arbor.platform.api;

/** What somebody may want to do. The labels are the endpoints of security policies (integrator spec 4.2 to 4.4). */
public enum Right {
    SPACE_DISPLAY("Display"),
    /** Changing the space, its definitions, and making kapps. */
    SPACE_MODIFICATION("Modification"),
    KAPP_DISPLAY("Display"),
    KAPP_MODIFICATION("Modification"),
    FORM_CREATION("Form Creation"),
    /** Seeing a form, and making submissions of it. */
    FORM_DISPLAY("Display"),
    FORM_MODIFICATION("Modification"),
    SUBMISSION_ACCESS("Submission Access"),
    SUBMISSION_MODIFICATION("Submission Modification"),
    /** Changing a submission by the back door: PATCH and activities. */
    SUBMISSION_SUPPORT("Submission Support"),
    /** Seeing users. */
    USERS_ACCESS("Users Access"),
    USER_CREATION("User Creation"),
    /** Changing a user; of the space, changing any user in everything but whether they administer it. */
    USER_MODIFICATION("User Modification"),
    /** Seeing teams and who is in them. */
    TEAMS_ACCESS("Teams Access"),
    TEAM_CREATION("Team Creation"),
    TEAM_MODIFICATION("Team Modification"),
    TEAM_MEMBERSHIP_MODIFICATION("Team Membership Modification");

    private final String label;

    Right(String label) {
        this.label = label;
    }

    /** The endpoint of the policy that grants it. */
    public String label() {
        return label;
    }
}

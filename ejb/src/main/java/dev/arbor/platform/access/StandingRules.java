package dev.arbor.platform.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.Authoriser;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.Permissions;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.Right;
import dev.arbor.platform.api.Subject;

/**
 * The rules that hold where no policy is named (integrator spec 4.3, default policies): whoever has signed in sees the
 * space, its kapps and forms, and its teams; a submission belongs to who made it, and a user to themselves; everything else
 * is for space administrators.
 */
public final class StandingRules implements Authoriser {

    @Override
    public Permissions permissions(Identity who) {
        return new Permissions() {
            @Override
            public boolean may(Right right, Subject subject) {
                return who.spaceAdmin() || holds(who, right, subject);
            }

            @Override
            public void demand(Right right, Subject subject) {
                if (!may(right, subject)) {
                    throw denied(who, right, subject);
                }
            }
        };
    }

    /** What the rules say of somebody who is no space administrator. */
    static boolean holds(Identity who, Right right, Subject subject) {
        return switch (right) {
            case SPACE_DISPLAY, KAPP_DISPLAY, TEAMS_ACCESS -> who.authenticated();
            case FORM_DISPLAY ->
                who.authenticated()
                        || subject.form().map(StandingRules::isAnonymous).orElse(false);
            case SUBMISSION_ACCESS, SUBMISSION_MODIFICATION ->
                subject.submission().map(submission -> made(who, submission)).orElse(false);
            case USERS_ACCESS, USER_MODIFICATION -> isThemselves(who, subject);
            case SPACE_MODIFICATION,
                    KAPP_MODIFICATION,
                    FORM_CREATION,
                    FORM_MODIFICATION,
                    SUBMISSION_SUPPORT,
                    USER_CREATION,
                    TEAM_CREATION,
                    TEAM_MODIFICATION,
                    TEAM_MEMBERSHIP_MODIFICATION -> false;
        };
    }

    /** Whether it is the one who asks. */
    static boolean isThemselves(Identity who, Subject subject) {
        return who.authenticated()
                && subject.user()
                        .map(user -> user.path("username").asText().equals(who.username()))
                        .orElse(false);
    }

    /** What was made without a sign-in belongs to the browser it was made in, whoever is called anonymous. */
    private static boolean made(Identity who, ObjectNode submission) {
        if (submission.path("anonymous").asBoolean()) {
            return who.sessionToken()
                    .map(token -> token.equals(submission.path("sessionToken").asText()))
                    .orElse(false);
        }
        return who.authenticated() && submission.path("createdBy").asText().equals(who.username());
    }

    /** Whether a form is offered to those who have not signed in. */
    static boolean isAnonymous(ObjectNode form) {
        return form.path("anonymous").asBoolean();
    }

    /** What is said to somebody who does not have a right, where no policy has a message about it. */
    static PlatformRefusal denied(Identity who, Right right, Subject subject) {
        return NamedPolicies.denied(
                who,
                "Expected somebody with the privilege '" + right.label() + "' on " + named(subject) + ", but '"
                        + who.username() + "' does not have it.");
    }

    private static String named(Subject subject) {
        if (subject.user().isPresent()) {
            return "the user " + subject.user().get().path("username").asText();
        }
        if (subject.team().isPresent()) {
            return "the team " + subject.team().get().path("name").asText();
        }
        if (subject.submission().isPresent()) {
            return "the submission " + subject.submission().get().path("id").asText();
        }
        if (subject.form().isPresent()) {
            return "the form " + subject.form().get().path("slug").asText();
        }
        if (subject.kapp().isPresent()) {
            return "the kapp " + subject.kapp().get().path("slug").asText();
        }
        return "the space";
    }
}

package dev.arbor.platform.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.Authoriser;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.Right;
import dev.arbor.platform.api.Subject;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The rules that hold where nobody made others (integrator spec 4.3, default policies): whoever has signed in sees the
 * space, its kapps and forms, and its teams; a submission belongs to who made it, and a user to themselves; everything else
 * is for space administrators.
 */
@ApplicationScoped
public class StandingRules implements Authoriser {

    @Override
    public boolean may(Identity who, Right right, Subject subject) {
        if (who.spaceAdmin()) {
            return true;
        }
        return switch (right) {
            case SPACE_DISPLAY, KAPP_DISPLAY, TEAMS_ACCESS -> who.authenticated();
            case FORM_DISPLAY ->
                who.authenticated()
                        || subject.form().map(StandingRules::isAnonymous).orElse(false);
            case SUBMISSION_ACCESS, SUBMISSION_MODIFICATION ->
                who.authenticated()
                        && subject.submission()
                                .map(submission ->
                                        submission.path("createdBy").asText().equals(who.username()))
                                .orElse(false);
            case USERS_ACCESS, USER_MODIFICATION ->
                who.authenticated()
                        && subject.user()
                                .map(user -> user.path("username").asText().equals(who.username()))
                                .orElse(false);
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

    @Override
    public void demand(Identity who, Right right, Subject subject) {
        if (!may(who, right, subject)) {
            throw PlatformRefusal.forbidden("Expected somebody with the privilege '" + right.label() + "' on "
                    + named(subject) + ", but '" + who.username() + "' does not have it.");
        }
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

    private static boolean isAnonymous(ObjectNode form) {
        return form.path("anonymous").asBoolean();
    }
}

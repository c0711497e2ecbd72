package dev.arbor.platform.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.Authoriser;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.Permissions;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.Right;
import dev.arbor.platform.api.Subject;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The rules that hold where nobody made others (integrator spec 4.3, default policies): whoever has signed in sees the
 * space, its kapps and forms; a submission belongs to who made it; everything else is for space administrators.
 */
@ApplicationScoped
public class StandingRules implements Authoriser {

    @Override
    public Permissions permissions(Identity who) {
        return new Permissions() {
            @Override
            public boolean may(Right right, Subject subject) {
                return StandingRules.this.may(who, right, subject);
            }

            @Override
            public void demand(Right right, Subject subject) {
                StandingRules.this.demand(who, right, subject);
            }
        };
    }

    @Override
    public boolean may(Identity who, Right right, Subject subject) {
        if (who.spaceAdmin()) {
            return true;
        }
        return switch (right) {
            case SPACE_DISPLAY, KAPP_DISPLAY -> who.authenticated();
            case FORM_DISPLAY ->
                who.authenticated()
                        || subject.form().map(StandingRules::isAnonymous).orElse(false);
            case SUBMISSION_ACCESS, SUBMISSION_MODIFICATION ->
                subject.submission().map(submission -> made(who, submission)).orElse(false);
            case SPACE_MODIFICATION, KAPP_MODIFICATION, FORM_CREATION, FORM_MODIFICATION, SUBMISSION_SUPPORT -> false;
        };
    }

    @Override
    public void demand(Identity who, Right right, Subject subject) {
        if (!may(who, right, subject)) {
            throw PlatformRefusal.forbidden("Expected somebody with the privilege '" + right.label() + "' on "
                    + named(right, subject) + ", but '" + who.username() + "' does not have it.");
        }
    }

    private static String named(Right right, Subject subject) {
        if (subject.submission().isPresent()) {
            return "the submission " + subject.submission().get().path("id").asText();
        }
        if (subject.form().isPresent()) {
            return "the form " + subject.form().get().path("slug").asText();
        }
        if (subject.kapp().isPresent()) {
            return "the kapp " + subject.kapp().get().path("slug").asText();
        }
        return right.name().startsWith("SPACE") ? "the space" : "what was asked for";
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

    private static boolean isAnonymous(ObjectNode form) {
        return form.path("anonymous").asBoolean();
    }
}

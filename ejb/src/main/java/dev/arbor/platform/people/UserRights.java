package dev.arbor.platform.people;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.Authoriser;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.Permissions;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.Right;
import dev.arbor.platform.api.Subject;
import java.util.List;

/**
 * Who may do what with users. Beyond the rights that are asked of the authoriser: nobody but space administrators makes
 * space administrators or touches one; everybody sees themselves and may change themselves, whatever policies say of users,
 * and who may change nobody else changes nothing that gives rights.
 */
final class UserRights {

    private static final List<String> FOR_OTHERS_TO_SET = List.of("username", "enabled", "spaceAdmin", "allowedIps");

    private final Authoriser authoriser;

    UserRights(Authoriser authoriser) {
        this.authoriser = authoriser;
    }

    /** Goes on only if somebody may see all users. */
    void demandAll(Identity who) {
        authoriser.demand(who, Right.USERS_ACCESS, Subject.space());
    }

    /** Whether somebody may see all users. */
    boolean seesAll(Identity who) {
        return authoriser.may(who, Right.USERS_ACCESS, Subject.space());
    }

    static boolean isOneself(Identity who, ObjectNode user) {
        return who.authenticated() && user.path("username").asText().equals(who.username());
    }

    /** What is said about a user who is not there: whoever may not see users learns nothing from it. */
    PlatformRefusal missing(Identity who, String username) {
        demandAll(who);
        return PlatformRefusal.missing("User", username);
    }

    void demandSeen(Identity who, Profile user) {
        if (!isOneself(who, user.document()) && !seesAll(who)) {
            authoriser.demand(who, Right.USERS_ACCESS, Subject.user(user.document()));
        }
    }

    void demandCreation(Identity who, UserDraft draft) {
        authoriser.demand(who, Right.USER_CREATION, Subject.space());
        if (!who.spaceAdmin() && draft.body().path("spaceAdmin").asBoolean()) {
            throw forAdministrators(who, "make a space administrator");
        }
    }

    /** Puts into the documents of users whether somebody may change anything of them. */
    void tell(Identity who, List<Profile> users) {
        Permissions permissions = authoriser.permissions(who);
        for (Profile user : users) {
            boolean may = isOneself(who, user.document())
                    || permissions.may(Right.USER_MODIFICATION, Subject.user(user.document()));
            user.document().putObject("authorization").put("Modification", may);
        }
    }

    /** Goes on only if somebody may change a user at all. */
    void demandModification(Identity who, Profile user) {
        demandSeen(who, user);
        if (!isOneself(who, user.document())) {
            authoriser.demand(who, Right.USER_MODIFICATION, Subject.user(user.document()));
        }
        if (!who.spaceAdmin() && user.flag("spaceAdmin")) {
            throw forAdministrators(who, "change the space administrator '" + user.text("username") + "'");
        }
    }

    /** Goes on only if somebody may delete a user; nobody deletes themselves without the right to any user. */
    void demandDeletion(Identity who, Profile user) {
        demandModification(who, user);
        authoriser.demand(who, Right.USER_MODIFICATION, Subject.space());
    }

    /**
     * Goes on only if somebody may make a change.
     *
     * @param user with attributes
     */
    void demandChange(Identity who, Profile user, ObjectNode change) {
        demandModification(who, user);
        if (who.spaceAdmin()) {
            return;
        }
        if (differs(change.path("spaceAdmin"), user.document().path("spaceAdmin"))) {
            throw forAdministrators(who, "make a space administrator");
        }
        if (authoriser.may(who, Right.USER_MODIFICATION, Subject.space())) {
            return;
        }
        for (String name : FOR_OTHERS_TO_SET) {
            if (differs(change.path(name), user.document().path(name))) {
                throw notOneself(who, name);
            }
        }
        JsonNode list = change.path("attributes");
        if (!list.isMissingNode()
                && !list.isNull()
                && !list.equals(user.document().path("attributes"))) {
            throw notOneself(who, "attributes");
        }
        JsonNode stored = user.document().path("attributesMap");
        for (var each : change.path("attributesMap").properties()) {
            JsonNode values = stored.path(each.getKey());
            boolean same = values.isMissingNode() ? each.getValue().isEmpty() : values.equals(each.getValue());
            if (!same) {
                throw notOneself(who, "attributesMap");
            }
        }
    }

    private static boolean differs(JsonNode wanted, JsonNode stored) {
        return !wanted.isMissingNode() && !wanted.isNull() && !wanted.equals(stored);
    }

    private static PlatformRefusal notOneself(Identity who, String name) {
        return PlatformRefusal.forbidden("Expected somebody with the privilege '" + Right.USER_MODIFICATION.label()
                + "' on the space to change '" + name + "', but '" + who.username() + "' does not have it.");
    }

    private static PlatformRefusal forAdministrators(Identity who, String what) {
        return PlatformRefusal.forbidden(
                "Expected a space administrator to " + what + ", but '" + who.username() + "' is none.");
    }
}

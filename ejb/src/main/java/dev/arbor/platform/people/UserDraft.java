package dev.arbor.platform.people;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.address.AddressList;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.document.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a request says of a user (integrator spec 4.7). */
final class UserDraft {

    private static final Shape SHAPE = Shape.of("User")
            .texts("username", "displayName", "email", "preferredLocale", "timezone", "allowedIps", "password")
            .flags("enabled", "spaceAdmin")
            .lists("memberships");

    /** What is null when it is null; the rest stays as it is then. */
    private static final List<String> CLEARED = List.of("displayName", "email", "preferredLocale", "timezone");

    private static final Map<String, Integer> LONGEST = Map.of(
            "username", 255,
            "displayName", 255,
            "email", 320,
            "preferredLocale", 255,
            "timezone", 255,
            "allowedIps", 4000);

    /** Those who are no users have these names where users have theirs. */
    private static final Set<String> TAKEN = Set.of("anonymous", "system");

    private final ObjectNode body;

    private UserDraft(ObjectNode body) {
        this.body = body;
    }

    /**
     * Reads a body.
     *
     * @throws PlatformRefusal when it is wrong
     */
    static UserDraft of(ObjectNode body) {
        SHAPE.check(body);
        UserDraft draft = new UserDraft(body);
        List<String> findings = new ArrayList<>();
        LONGEST.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(each -> Documents.text(
                        body, each.getKey())
                .filter(text -> text.length() > each.getValue())
                .ifPresent(text -> findings.add(
                        label(each.getKey()) + " must not be longer than " + each.getValue() + " characters")));
        draft.username().ifPresent(name -> check(name, findings));
        AddressList.broken(AddressList.split(Documents.text(body, "allowedIps").orElse("")))
                .ifPresent(each -> findings.add(
                        "Allowed ips must be addresses or ranges such as 10.0.0.0/8, and '" + each + "' is none"));
        if (!findings.isEmpty()) {
            throw PlatformRefusal.invalid("User", findings);
        }
        return draft;
    }

    private static void check(String username, List<String> findings) {
        if (username.isBlank() || !username.equals(username.strip())) {
            findings.add("Username must not be blank, nor begin or end with a space");
        } else if (username.indexOf(':') >= 0 || username.chars().anyMatch(Character::isISOControl)) {
            findings.add("Username must not have a colon or a control character in it");
        } else if (TAKEN.contains(username.toLowerCase(Locale.ROOT))) {
            findings.add("Username must not be '" + username + "'");
        }
    }

    private static String label(String name) {
        String words = name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    ObjectNode body() {
        return body;
    }

    Optional<String> username() {
        return Documents.text(body, "username");
    }

    /** A new one; empty where the old one stays. */
    Optional<String> password() {
        return Documents.text(body, "password").filter(text -> !text.isEmpty());
    }

    /** Whether somebody may be no enabled space administrator any more after this. */
    boolean mayTakeRights() {
        return isFalse("enabled") || isFalse("spaceAdmin");
    }

    private boolean isFalse(String name) {
        return body.path(name).isBoolean() && !body.path(name).booleanValue();
    }

    /** A new user: disabled unless it says otherwise, as the original does it. */
    ObjectNode created() {
        if (username().isEmpty()) {
            throw PlatformRefusal.invalid("User", List.of("Username must not be blank"));
        }
        ObjectNode document = Documents.object()
                .put("allowedIps", "")
                .putNull("displayName")
                .putNull("email")
                .put("enabled", false)
                .putNull("preferredLocale")
                .put("spaceAdmin", false)
                .putNull("timezone")
                .putNull("invitedBy");
        merge(document);
        return document;
    }

    /** Takes over what it says, but for the password. */
    void merge(ObjectNode document) {
        for (String name : List.of("username", "enabled", "spaceAdmin", "allowedIps")) {
            if (body.path(name).isValueNode() && !body.path(name).isNull()) {
                document.set(name, body.get(name));
            }
        }
        for (String name : CLEARED) {
            if (body.has(name)) {
                document.set(name, body.get(name));
            }
        }
    }
}

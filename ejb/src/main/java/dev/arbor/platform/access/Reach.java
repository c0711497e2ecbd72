package dev.arbor.platform.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.Subject;
import java.util.List;
import java.util.Optional;

/**
 * How far a rule has looked, from who asks to the very thing that is asked about. Rules are functions of what they look
 * at: one that looked no further than the kapp says the same of everything in that kapp.
 */
enum Reach {
    /** Who asks, and the space. */
    SPACE,
    KAPP,
    FORM,
    /** A submission and its values, a team or a user. */
    THING;

    /** What of a subject is within reach; the same for subjects of which a rule says the same. */
    List<String> of(Subject subject) {
        return switch (this) {
            case SPACE -> List.of();
            case KAPP -> List.of(text(subject.kapp(), "slug"));
            case FORM -> List.of(text(subject.kapp(), "slug"), text(subject.form(), "slug"));
            case THING ->
                List.of(
                        text(subject.submission(), "id"),
                        text(subject.team(), "name"),
                        text(subject.user(), "username"),
                        text(subject.kapp(), "slug"),
                        text(subject.form(), "slug"));
        };
    }

    private static String text(Optional<ObjectNode> document, String name) {
        return document.map(each -> each.path(name).asText()).orElse("");
    }
}

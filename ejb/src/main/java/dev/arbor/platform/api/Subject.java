package dev.arbor.platform.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What a right is asked for: the space, or a kapp in it, or a form in that, or a submission of that; or a user or a team.
 *
 * @param kapp the kapp as it is stored, with its {@code securityPolicies}
 * @param form the form as it is stored, with its {@code securityPolicies}
 * @param submission its properties and {@code values}
 * @param user their properties
 * @param team its properties
 */
public record Subject(
        Optional<ObjectNode> kapp,
        Optional<ObjectNode> form,
        Optional<ObjectNode> submission,
        Optional<ObjectNode> user,
        Optional<ObjectNode> team) {

    private Subject(Optional<ObjectNode> kapp, Optional<ObjectNode> form, Optional<ObjectNode> submission) {
        this(kapp, form, submission, Optional.empty(), Optional.empty());
    }

    /** The space. */
    public static Subject space() {
        return new Subject(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A kapp. */
    public static Subject kapp(ObjectNode kapp) {
        return new Subject(Optional.of(kapp), Optional.empty(), Optional.empty());
    }

    /** A form of a kapp. */
    public static Subject form(ObjectNode kapp, ObjectNode form) {
        return new Subject(Optional.of(kapp), Optional.of(form), Optional.empty());
    }

    /** A submission of a form. */
    public static Subject submission(ObjectNode kapp, ObjectNode form, ObjectNode submission) {
        return new Subject(Optional.of(kapp), Optional.of(form), Optional.of(submission));
    }

    /** A user of the space. */
    public static Subject user(ObjectNode user) {
        return new Subject(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(user), Optional.empty());
    }

    /** A team of the space. */
    public static Subject team(ObjectNode team) {
        return new Subject(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(team));
    }
}

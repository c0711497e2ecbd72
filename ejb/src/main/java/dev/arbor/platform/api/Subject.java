package dev.arbor.platform.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What a right is asked for: the space, or a kapp in it, or a form in that, or a submission of that.
 *
 * @param kapp the kapp as it is stored, with its {@code securityPolicies}
 * @param form the form as it is stored, with its {@code securityPolicies}
 * @param submission its properties and {@code values}
 */
public record Subject(Optional<ObjectNode> kapp, Optional<ObjectNode> form, Optional<ObjectNode> submission) {

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
}

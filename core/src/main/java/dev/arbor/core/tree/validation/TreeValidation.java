package dev.arbor.core.tree.validation;

import java.util.List;

/**
 * What was found wrong with a tree.
 *
 * @param errors for which it is refused, in document order of each rule
 * @param warnings with which it is stored, in document order of each rule
 */
public record TreeValidation(List<Problem> errors, List<Problem> warnings) {

    public TreeValidation {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }

    /** Whether the tree may be stored. */
    public boolean isAcceptable() {
        return errors.isEmpty();
    }
}

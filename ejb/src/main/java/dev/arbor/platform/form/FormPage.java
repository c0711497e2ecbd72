package dev.arbor.platform.form;

import java.util.Optional;

/**
 * A page of a form.
 *
 * @param index from 0
 * @param renderType {@code submittable} or {@code confirmation}
 * @param displayCondition an expression; the page is passed over where it does not hold
 */
public record FormPage(int index, String name, String renderType, Optional<String> displayCondition) {

    /** Whether it can be submitted. */
    public boolean submittable() {
        return renderType.equals("submittable");
    }
}

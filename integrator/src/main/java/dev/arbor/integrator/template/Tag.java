package dev.arbor.integrator.template;

import java.util.List;
import java.util.Set;

/**
 * One tag of a template.
 *
 * @param name what is between the braces, as it was written; for {@code ${parameters["X"]["y"]}} the name is X
 * @param steps what follows the name into its value: texts for fields, numbers for elements
 * @param quoted whether the author put it between double quotes
 * @param inside the names of the tags within a section; empty for others
 */
record Tag(String name, List<Object> steps, boolean quoted, Set<String> inside) {

    /** The name of what a section iterates over. */
    static final String ELEMENT = ".";

    boolean isSecret() {
        return name.startsWith(Arguments.SECRETS);
    }
}

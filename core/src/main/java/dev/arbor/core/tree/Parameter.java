package dev.arbor.core.tree;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A parameter of a node, or an input of a routine (engine spec 1.2 and 2.1).
 *
 * <p>Only {@code id} and {@code template} matter to the engine. The other attributes ({@code label}, {@code menu},
 * {@code required}, {@code tooltip}, {@code dependsOnId}, {@code dependsOnValue}) belong to the builder; they are kept
 * as they were found, an absent one stays absent, so that a tree is written as it was read.
 *
 * @param id unique within the node
 * @param template ERB text, white space significant; empty means the empty string
 * @param attributes the builder's attributes by their XML name, without {@code id}
 */
public record Parameter(String id, String template, SortedMap<String, String> attributes) {

    public Parameter {
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    /** A parameter that carries nothing but its id and its template. */
    public static Parameter of(String id, String template) {
        return new Parameter(id, template, Collections.emptySortedMap());
    }

    /** An attribute of the builder, or the empty string when it is absent. */
    public String attribute(String name) {
        return attributes.getOrDefault(name, "");
    }

    /** Whether the builder asks for a value; the engine does not enforce it. */
    public boolean required() {
        return Boolean.parseBoolean(attribute("required"));
    }
}

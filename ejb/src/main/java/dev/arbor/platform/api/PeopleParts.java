package dev.arbor.platform.api;

import java.util.Set;

/**
 * Which parts of users or teams are asked for by name.
 *
 * @param own {@code attributes}, {@code attributesMap}, {@code profileAttributes}, {@code profileAttributesMap},
 *     {@code memberships}, {@code authorization}
 * @param others the parts of those on the other side of {@code memberships}
 */
public record PeopleParts(Set<String> own, Set<String> others) {

    /** None. */
    public static final PeopleParts NONE = new PeopleParts(Set.of(), Set.of());

    public PeopleParts {
        own = Set.copyOf(own);
        others = Set.copyOf(others);
    }
}

package dev.arbor.engine.tree;

import dev.arbor.core.tree.TreeStatus;
import dev.arbor.core.tree.TreeType;
import java.util.Optional;

/**
 * What the engine asks of a tree before it reads its graph.
 *
 * @param definitionId for routines
 * @param ownerEmail who is told when a run fails
 * @param version the newest version of its definition
 */
public record TreeHead(
        long id,
        String guid,
        String sourceName,
        String sourceGroup,
        String name,
        TreeType type,
        TreeStatus status,
        Optional<String> definitionId,
        Optional<String> ownerEmail,
        int version) {

    /** {@code source :: group :: name} (engine spec 2.6). */
    public String title() {
        return sourceName + " :: " + sourceGroup + " :: " + name;
    }
}

package dev.arbor.engine.handler.store;

import dev.arbor.engine.handler.zip.DefinitionReader;
import dev.arbor.engine.handler.zip.HandlerDefinition;
import java.time.Instant;
import java.util.Optional;

/**
 * Row of {@code handler}.
 *
 * @param checksum of the package; of a built-in handler, which has none, {@link #BUILT_IN} and that of its declaration
 * @param secretOwner under which the strongbox has its secrets
 * @param infoXml null where the package has none
 */
record HandlerRow(
        String definitionId,
        String name,
        String description,
        String status,
        Optional<String> selectionCriterion,
        String checksum,
        String secretOwner,
        byte[] nodeXml,
        byte[] infoXml,
        Instant createdAt,
        String createdBy,
        Instant updatedAt,
        String updatedBy) {

    /** Where a checksum begins like this there is no package. */
    static final String BUILT_IN = "built-in-";

    /** Whether it is performed by what is deployed. */
    boolean builtIn() {
        return checksum.startsWith(BUILT_IN);
    }

    /** What its package says; it was read when it was imported, so it can be read again. */
    HandlerDefinition definition() {
        return DefinitionReader.read(nodeXml, Optional.ofNullable(infoXml));
    }
}

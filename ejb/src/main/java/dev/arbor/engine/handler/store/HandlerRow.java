package dev.arbor.engine.handler.store;

import dev.arbor.engine.handler.zip.DefinitionReader;
import dev.arbor.engine.handler.zip.HandlerDefinition;
import java.time.Instant;
import java.util.Optional;

/**
 * Row of {@code handler}.
 *
 * @param checksum of the package
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

    /** What its package says; it was read when it was imported, so it can be read again. */
    HandlerDefinition definition() {
        return DefinitionReader.read(nodeXml, Optional.ofNullable(infoXml));
    }
}

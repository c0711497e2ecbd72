package dev.arbor.integrator.definition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.api.Dialect;
import java.time.Instant;
import java.util.Optional;

/**
 * An operation as it is kept.
 *
 * @param id a UUID
 * @param connectionId of its connection
 * @param config in the internal form
 * @param outputs name to value and children, in the internal form
 * @param declared what only one dialect can say: its parameters and its output mappings as they were written
 */
public record OperationRecord(
        String id,
        String connectionId,
        String name,
        Dialect dialect,
        ObjectNode config,
        ObjectNode outputs,
        ObjectNode declared,
        Optional<String> notes,
        String documentationLink,
        int lockVersion,
        Instant insertedAt,
        Instant updatedAt) {}

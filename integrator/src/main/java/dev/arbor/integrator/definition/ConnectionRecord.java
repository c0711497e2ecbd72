package dev.arbor.integrator.definition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.api.Dialect;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * A connection as it is kept.
 *
 * @param id a UUID
 * @param config in the internal form, without its secrets
 * @param secretPlaces where it has secrets, as JSON pointers into a document with {@code config} and {@code secrets}
 * @param unreadable why secrets cannot be opened, by their places; empty when all is well
 * @param lockVersion counts changes, from 1
 */
public record ConnectionRecord(
        String id,
        String name,
        String type,
        Dialect dialect,
        ObjectNode config,
        Set<String> secretPlaces,
        Map<String, String> unreadable,
        String description,
        String documentationLink,
        int lockVersion,
        Instant insertedAt,
        Instant updatedAt) {}

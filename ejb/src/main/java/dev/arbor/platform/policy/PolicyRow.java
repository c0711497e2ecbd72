package dev.arbor.platform.policy;

import dev.arbor.engine.api.PolicyRules.Key;
import java.time.Instant;
import java.util.UUID;

/** Row of {@code policy_rule}. */
record PolicyRow(
        UUID id,
        Key key,
        String rule,
        String message,
        Instant createdAt,
        String createdBy,
        Instant updatedAt,
        String updatedBy) {}

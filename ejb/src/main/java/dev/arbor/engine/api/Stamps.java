package dev.arbor.engine.api;

import java.time.Instant;

/** Who made a row and who changed it last, and when; a row that was never changed repeats its making. */
public record Stamps(Instant createdAt, String createdBy, Instant updatedAt, String updatedBy) {}

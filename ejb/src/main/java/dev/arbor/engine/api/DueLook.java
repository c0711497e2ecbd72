package dev.arbor.engine.api;

/**
 * The engine's timer looks for rows that have fallen due or were forgotten; whoever keeps rows of their own that may have
 * been forgotten does so too. Fired about once a second on each server; observers return at once.
 */
public record DueLook() {}

package dev.arbor.core.tree;

/**
 * A text that a task records about itself when it is created, updated or completed (engine spec 1.2).
 *
 * @param type the moment it belongs to
 * @param template ERB text; empty means that nothing is recorded
 */
public record Message(ConnectorType type, String template) {}

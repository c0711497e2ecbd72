package dev.arbor.platform.ksl;

/**
 * Something about a text that its author should know before it is saved.
 *
 * @param error whether it must not be saved; otherwise it is a warning
 * @param message a sentence with the position in it
 * @param line counts from 1
 * @param column counts from 1
 */
public record Finding(boolean error, String message, int line, int column) {}

package dev.arbor.integrator.definition;

import com.fasterxml.jackson.databind.JsonNode;

/** The two ways in which definitions are written. What was created in one is always shown in it. */
public enum Dialect {
    /** {@code config}, {@code outputs}, <code>{{X}}</code>. */
    K,
    /** {@code url}, {@code credentials}, {@code outputMappings}, {@code ${parameters["X"]}}. */
    S;

    /** The one that a connection is written in. */
    static Dialect ofConnection(JsonNode document) {
        return document.has("url") || document.has("credentials") || document.has("defaultHeaders") ? S : K;
    }

    /** The one that an operation is written in. */
    static Dialect ofOperation(JsonNode document) {
        return document.has("method") || document.has("path") || document.has("outputMappings") ? S : K;
    }
}

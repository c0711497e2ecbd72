package dev.arbor.engine.api;

/** How a request names a tree. */
public sealed interface TreeRef {

    /** By source, group and name, the parts of its title. */
    record Triple(String sourceName, String sourceGroup, String name) implements TreeRef {}

    /** By its guid. */
    record Guid(String guid) implements TreeRef {}

    /** By definition id, for routines. */
    record Definition(String definitionId) implements TreeRef {}
}

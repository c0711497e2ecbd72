package dev.arbor.engine.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The systems that start runs (engine spec 1.4). */
public interface Sources {

    /**
     * A source.
     *
     * @param type the name of its adapter
     * @param properties what the adapter needs, by label
     * @param sourceGroups groups of its trees, sorted
     * @param treeNames names of its trees, sorted
     */
    record SourceView(
            String name,
            String status,
            String type,
            Map<String, String> properties,
            List<String> sourceGroups,
            List<String> treeNames,
            Instant createdAt,
            String createdBy,
            Instant updatedAt,
            String updatedBy) {}

    /**
     * All of them, sorted by name; the pseudo-source {@code -} of global routines is among them.
     *
     * @param limit 0 means no limit
     */
    Page<SourceView> list(int limit, int offset);

    /** One of them. Refused with NOT_FOUND when it is not there. */
    SourceView find(String name);

    /**
     * Adds a source, so that trees of it can be imported and run. What its adapter needs cannot be given yet.
     *
     * @param type the name of an adapter
     * @throws Refusal INVALID for a name that is taken ({@code uniqueness_violation}) or blank, and for an unknown type
     */
    SourceView create(String name, String type, Caller caller);
}

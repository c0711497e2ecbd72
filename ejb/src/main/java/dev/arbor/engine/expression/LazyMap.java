package dev.arbor.engine.expression;

import java.util.Set;

/**
 * A map whose entries are read on demand: in Ruby {@code []}, {@code key?}, {@code has_key?}, {@code fetch} and {@code
 * dig} ask for one entry; whatever needs them all ({@code keys}, {@code each}, {@code to_json}, ...) asks for the keys
 * first and then for each entry. Within one evaluation an entry that is
 * present is asked for once.
 */
public interface LazyMap {

    /**
     * Reads one entry.
     *
     * @return a value as described at {@link Context}, or {@code null} when the key is absent
     */
    Object get(String key);

    /** The keys that are present, in the order in which Ruby shall see them. */
    Set<String> keys();
}

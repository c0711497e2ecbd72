package dev.arbor.engine.api;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Handlers that were imported as zips, and those that are part of the server and can be replaced by such a zip (engine spec
 * 1.3, 4, 5.5).
 */
public interface Handlers {

    /**
     * A handler.
     *
     * @param status {@code Active} or {@code Paused}
     * @param properties with their values, those of secrets left out
     */
    record HandlerView(
            String definitionId,
            String definitionName,
            String definitionVersion,
            String name,
            String description,
            boolean deferrable,
            boolean visible,
            Optional<String> selectionCriterion,
            String status,
            List<PropertyView> properties,
            List<ParameterView> parameters,
            List<ResultView> results,
            Instant createdAt,
            String createdBy,
            Instant updatedAt,
            String updatedBy) {}

    /**
     * A property.
     *
     * @param value empty for a secret, whether it is set or not
     * @param type {@code text} or {@code Encrypted}
     */
    record PropertyView(String name, Optional<String> value, String type, boolean required, String description) {}

    /** A parameter of its nodes. */
    record ParameterView(
            String id,
            String name,
            String description,
            boolean required,
            String defaultValue,
            String menu,
            String dependsOnId,
            String dependsOnValue) {}

    /** A result that it declares. */
    record ResultView(String name, String description) {}

    /**
     * What to change; what is empty stays.
     *
     * @param properties new values by name; an empty one takes a text back to its default and leaves a secret as it is
     */
    record Change(
            Optional<String> name,
            Optional<String> description,
            Optional<String> status,
            Optional<String> selectionCriterion,
            Map<String, Optional<String>> properties) {

        /** Never shows values. */
        @Override
        public String toString() {
            return "Change[" + properties.keySet() + "]";
        }
    }

    /**
     * What an import came to.
     *
     * @param replaced whether there was one of the id before
     */
    record Imported(HandlerView handler, boolean replaced) {}

    /**
     * How long executions took.
     *
     * @param millis of the latest hundred, newest first, as far as they are among the latest hundred thousand tasks
     * @param paused how many triggers wait for the handler
     */
    record Durations(List<Long> millis, int paused) {}

    /** A handler that nodes of trees name and that is not there. */
    record MissingHandler(String definitionId, int treeCount, int routineCount, int nodeCount) {}

    /**
     * All of them, sorted by id.
     *
     * @param limit 0 means no limit
     */
    Page<HandlerView> list(int limit, int offset);

    /** The engine's own, which are always there and never changed; sorted by id. */
    Page<HandlerView> system(int limit, int offset);

    /** One of them, or of the engine's own. Refused with NOT_FOUND when it is not there. */
    HandlerView find(String definitionId);

    /**
     * Imports a package. Where it is refused, the handler that was there before stays as it was.
     *
     * @param force whether it may take the place of one of its id that was imported, as it always may of a built-in one;
     *     values of properties that it still has stay
     * @throws Refusal INVALID for a package that is none ({@code invalid_package}, {@code package_too_large}, {@code
     *     unsafe_path}), for Ruby that cannot be right ({@code invalid_handler}), for an id that belongs to the engine
     *     ({@code reserved_definition}) and, without force, for one that is taken ({@code uniqueness_violation})
     */
    Imported importPackage(byte[] zip, boolean force, Caller caller);

    /** Changes a handler; refused as a whole where it names a property that it has not ({@code unknown_property}). */
    HandlerView change(String definitionId, Change change, Caller caller);

    /**
     * Removes a handler with its package and its secrets; what it was is given back. A built-in one whose place it had is
     * back then, with the values that fit it.
     *
     * @throws Refusal INVALID for a built-in one ({@code built_in_handler})
     */
    HandlerView delete(String definitionId);

    /** The latest changes of handlers by definition id, newest first; those that were never changed are left out. */
    Map<String, List<AuditView>> audits(Collection<String> definitionIds);

    /** How long executions of a handler took. Refused with NOT_FOUND when it is not there. */
    Durations durations(String definitionId);

    /** Definition ids of those that are paused, sorted. */
    List<String> paused();

    /** What nodes of trees name and nobody performs, sorted by id. */
    List<MissingHandler> missing();

    /** The package of a handler as it was imported. Refused with NOT_FOUND for a built-in one, which has none. */
    byte[] zip(String definitionId);
}

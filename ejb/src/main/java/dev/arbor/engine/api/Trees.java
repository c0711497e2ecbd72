package dev.arbor.engine.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The trees that are stored: finding, reading and editing them (engine spec 1.1, 2 and 5.1).
 *
 * <p>A {@code title} is what a client puts into a path: the triple {@code source :: group :: name}, the bare name of a
 * routine, or a definition id (engine spec 2.6). Types and statuses are the words of the spec, for example
 * {@code Global Routine}. Every method that names a tree refuses with NOT_FOUND when it is not there.
 */
public interface Trees {

    /** What a view carries only when it is asked for. */
    enum Part {
        BINDINGS,
        CATEGORIES,
        EXPORT,
        INPUTS,
        OUTPUTS,
        TREE_JSON,
        TREE_XML
    }

    /** A value that a routine takes; {@code defaultValue} may be ERB and is evaluated in the caller's context. */
    record Input(String name, String defaultValue, String description, boolean required) {}

    /** A value that a routine returns. */
    record Output(String name, String description) {}

    /**
     * A tree as it stands.
     *
     * @param version counts the changes of its content, from 0; clients know it as {@code versionId}
     * @param definitionId for routines
     * @param parts what was asked for; everything else in it is absent
     */
    record TreeView(
            long id,
            String guid,
            String sourceName,
            String sourceGroup,
            String name,
            String type,
            String status,
            int version,
            Optional<String> definitionId,
            Optional<String> notes,
            Optional<String> ownerEmail,
            Optional<String> event,
            Optional<String> platformItemType,
            Optional<String> platformItemId,
            Instant createdAt,
            String createdBy,
            Instant updatedAt,
            String updatedBy,
            Parts parts) {

        /** {@code source :: group :: name} (engine spec 2.6, D10). */
        public String title() {
            return sourceName + " :: " + sourceGroup + " :: " + name;
        }
    }

    /**
     * What a view carries on demand (engine spec 1.1).
     *
     * @param bindings group label to label to the expression
     * @param treeJson JSON text
     * @param treeXml the {@code <taskTree>} alone
     * @param export the whole {@code <tree>}
     */
    record Parts(
            Optional<Map<String, Map<String, String>>> bindings,
            Optional<List<String>> categories,
            Optional<List<Input>> inputs,
            Optional<List<Output>> outputs,
            Optional<String> treeJson,
            Optional<String> treeXml,
            Optional<String> export) {

        /** Nothing asked for. */
        public static final Parts NONE = new Parts(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * A tree after it was stored.
     *
     * @param tree as it stands now
     * @param created whether it was not there before
     * @param warnings sentences about what is odd and was stored nevertheless
     */
    record Saved(TreeView tree, boolean created, List<String> warnings) {}

    /**
     * What a copy is to be called; an absent part is taken from the original (engine spec 2.8).
     *
     * @param definitionId of the copy of a routine; absent means the original's and the time
     */
    record CopyAs(
            Optional<String> sourceName,
            Optional<String> sourceGroup,
            Optional<String> name,
            Optional<String> definitionId) {}

    /** A tree that calls a routine, and in how many nodes. */
    record Use(
            long id,
            String sourceName,
            String sourceGroup,
            String name,
            String type,
            Instant updatedAt,
            int nodeCount) {}

    /** A routine that is called and is not there. */
    record MissingRoutine(String definitionId, int treeCount, int routineCount, int nodeCount) {}

    /** What happened on one day, in UTC. */
    record DayCount(LocalDate day, int runs, int errors) {}

    /**
     * The last thirty days of a tree.
     *
     * @param activeErrors errors of its runs that nobody has handled
     * @param days oldest first, today last
     */
    record Activity(int activeErrors, List<DayCount> days) {}

    /** Trees that match, sorted by source, group and name unless the query says otherwise. */
    Page<TreeView> search(TreeQuery query, Set<Part> parts);

    /**
     * One tree.
     *
     * @param version a version of its definition; empty means the newest
     */
    TreeView find(String title, OptionalInt version, Set<Part> parts);

    /** One tree by its guid. */
    TreeView findByGuid(String guid, Set<Part> parts);

    /** Trees by their ids, sorted by definition id and title; what is gone is left out. */
    List<TreeView> byIds(Collection<Long> ids, Set<Part> parts);

    /** Those that are registered for something outside of the engine, in the order of their creation. */
    List<TreeView> registeredFor(String platformItemId);

    /** The {@code <tree>} XML of the newest version. */
    String export(String title);

    /**
     * Stores a new tree; without content it has a lone start node.
     *
     * @throws Refusal INVALID with {@code uniqueness_violation}, {@code missing_source}, {@code invalid_tree},
     *     {@code unknown_category} or {@code invalid_value}
     */
    Saved create(TreeFields fields, Set<Part> parts, Caller caller);

    /**
     * Changes what is supplied and nothing else. New content makes a new version.
     *
     * @throws Refusal INVALID with {@code stale_record} when {@link TreeFields#versionId()} is not the stored one, and as
     *     {@link #create}
     */
    Saved update(String title, TreeFields fields, Set<Part> parts, Caller caller);

    /**
     * Stores an exported tree under the identity that it carries.
     *
     * @param xml the {@code <tree>} element
     * @param force whether it may replace the content and status of a tree that is there
     * @throws Refusal as {@link #create}
     */
    Saved importXml(String xml, boolean force, Caller caller);

    /**
     * The source that an exported tree says it belongs to.
     *
     * @throws Refusal INVALID ({@code invalid_tree}) when it is none
     */
    String sourceOf(String xml);

    /** Stores a copy under another identity. */
    Saved copy(String title, CopyAs as, Set<Part> parts, Caller caller);

    /** Puts a tree away. Its runs and versions stay, and it can be restored by its title. */
    TreeView delete(String title, Caller caller);

    /** Brings back the tree of that title that was deleted last. */
    TreeView restore(String title, Set<Part> parts, Caller caller);

    /** Who calls a routine; empty when nobody does, even when there is no such routine. */
    List<Use> usage(String definitionId);

    /** The routines that are called by trees and are not there. */
    List<MissingRoutine> missing();

    /** How busy a tree was. */
    Activity activity(String title);
}

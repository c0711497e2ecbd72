package dev.arbor.engine.api;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The systems that start runs (engine spec 1.4, 5.8). */
public interface Sources {

    /**
     * What sources of a type are given.
     *
     * @param description one sentence without its full stop
     * @param sensitive whether it is kept sealed and never shown
     */
    record PropertyView(String name, String description, boolean sensitive) {}

    /** What makes the variables of a tree of what its source sends. */
    record AdapterView(String name, List<PropertyView> properties) {}

    /**
     * A source.
     *
     * @param status {@code Active} or {@code Inactive}; runs of an inactive one are not started
     * @param type the name of its adapter
     * @param properties by name, those that are sensitive are empty
     * @param groups in which the adapter looks for trees by itself
     * @param trees names of trees that the adapter looks for by itself
     */
    record SourceView(
            String name,
            String status,
            String type,
            Map<String, Optional<String>> properties,
            List<String> groups,
            List<String> trees,
            Stamps stamps) {}

    /**
     * What trees of sources are called, by the name of the source.
     *
     * @param groups sorted
     * @param trees names, sorted
     */
    record TreeWords(Map<String, List<String>> groups, Map<String, List<String>> trees) {}

    /**
     * What a source is to be; what is empty stays as it is.
     *
     * @param properties values by name; an empty one stays as it is, an empty text removes it
     * @param rules policy rules, all of them
     */
    record Draft(
            Optional<String> name,
            Optional<String> status,
            Optional<String> type,
            Map<String, Optional<String>> properties,
            Optional<List<PolicyRules.Key>> rules) {

        /** Never shows values. */
        @Override
        public String toString() {
            return "Draft[" + name + " " + properties.keySet() + "]";
        }
    }

    /** What a source can be of, sorted by name. */
    List<AdapterView> adapters();

    /**
     * All of them, sorted by name; the pseudo-source {@code -} of global routines is among them.
     *
     * @param limit 0 means no limit
     */
    Page<SourceView> list(int limit, int offset);

    /** One of them. Refused with NOT_FOUND when it is not there. */
    SourceView find(String name);

    /** What trees of sources are called. */
    TreeWords treeWords(Collection<String> names);

    /**
     * Adds a source, so that trees of it can be imported and run; of the type {@code Adhoc} unless one is given.
     *
     * @throws Refusal INVALID for a name that is taken ({@code uniqueness_violation}), a property that the adapter does not
     *     know ({@code unknown_property}), and whatever else cannot be
     */
    SourceView create(Draft draft, Caller caller);

    /** Changes a source; refused as {@link #create}, and with {@code built_in_source} for some of what is built in. */
    SourceView change(String name, Draft draft, Caller caller);

    /**
     * Removes a source with its secrets; what it was is given back.
     *
     * @throws Refusal INVALID while it has trees ({@code source_in_use}), and for one that is built in ({@code
     *     built_in_source})
     */
    SourceView delete(String name, Caller caller);

    /**
     * Sees whether a source can be used as it is, by connecting to what it names. Not to be called within a transaction.
     *
     * @return what was found, one sentence
     * @throws Refusal INVALID ({@code invalid_source}) with what is wrong
     */
    String validate(String name);

    /** Assigns a policy rule. Refused with NOT_FOUND when source or rule are not there. */
    void addRule(String name, PolicyRules.Key key);

    /** Takes a policy rule away. Refused with NOT_FOUND when it is not assigned. */
    void removeRule(String name, PolicyRules.Key key);
}

package dev.arbor.engine.api;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Rules that decide who may do what with the Task API (engine spec 1.11 and 5.7), and what they are assigned to. A rule is
 * known by its type and its name. Everything may be called within a transaction, and is part of it then.
 */
public interface PolicyRules {

    /** What rules are about. */
    enum Type {
        /** Who may start runs of a source, and act on its trees. */
        API_ACCESS("API Access"),
        /** Who sees a category. */
        CATEGORY_ACCESS("Category Access"),
        /** Who may use an area of the Task API. */
        CONSOLE_ACCESS("Console Access"),
        /** What holds where no rule is assigned. */
        SYSTEM_DEFAULT("System Default");

        private final String label;

        Type(String label) {
            this.label = label;
        }

        /** As the API writes it. */
        public String label() {
            return label;
        }

        /**
         * The type of a label.
         *
         * @throws Refusal INVALID when there is none
         */
        public static Type of(String label) {
            for (Type each : values()) {
                if (each.label.equalsIgnoreCase(label)) {
                    return each;
                }
            }
            throw Refusal.invalid(
                    "invalid_value",
                    "Expected the type of a policy rule to be one of API Access, Category Access, Console Access and"
                            + " System Default, but got '" + label + "'.");
        }
    }

    /** What a rule is known by. */
    record Key(Type type, String name) {

        /**
         * Of the words of a client.
         *
         * @throws Refusal INVALID when there is no such type
         */
        public static Key of(String type, String name) {
            return new Key(Type.of(type), name);
        }
    }

    /**
     * A rule.
     *
     * @param rule Ruby that is true for those who may
     * @param message what those are told who may not
     * @param areas of the API that it is assigned to, sorted
     * @param categories that it is assigned to, sorted
     * @param sources that it is assigned to, sorted
     */
    record RuleView(
            UUID id,
            Key key,
            String rule,
            String message,
            List<String> areas,
            List<String> categories,
            List<String> sources,
            Instant createdAt,
            String createdBy,
            Instant updatedAt,
            String updatedBy) {}

    /**
     * What a rule is to be. What is empty stays as it is; of a new rule the name, and rule must be there.
     *
     * @param sources as a whole
     */
    record Draft(
            Optional<String> name,
            Optional<String> rule,
            Optional<String> message,
            Optional<List<String>> areas,
            Optional<List<String>> categories,
            Optional<List<String>> sources) {}

    /** By what a list is sorted; by type and name after that. */
    enum Order {
        TYPE,
        NAME,
        CREATED_AT,
        CREATED_BY,
        UPDATED_AT,
        UPDATED_BY
    }

    /**
     * Which rules are wanted.
     *
     * @param namePrefix what names begin with, whatever the case of its letters
     * @param limit 0 means no limit
     */
    record Filter(
            Optional<Type> type, Optional<String> namePrefix, Order order, boolean descending, int limit, int offset) {}

    /** A page of them. */
    Page<RuleView> list(Filter filter);

    /** One. Refused with NOT_FOUND when it is not there. */
    RuleView find(Key key);

    /** Whether there is such a rule. */
    boolean exists(Key key);

    /**
     * Adds one.
     *
     * @throws Refusal INVALID for Ruby that cannot be compiled ({@code invalid_rule}, with its line), a name that is taken
     *     ({@code uniqueness_violation}), and an area or a source that is not there
     */
    RuleView create(Type type, Draft draft, Caller caller);

    /** Changes one; refused as a new one, and with NOT_FOUND. */
    RuleView update(Key key, Draft draft, Caller caller);

    /** Deletes one and what it is assigned to; refused while it is the system's default. Gives what it was. */
    RuleView delete(Key key);

    /** The rule that holds where none is assigned. */
    RuleView systemRule();

    /**
     * Makes another rule the one that holds where none is assigned; its type is System Default.
     *
     * @param draft with the name; a rule that is not there is added, and one that is there is changed
     */
    RuleView systemRule(Draft draft, Caller caller);

    /** Rules of a source, sorted by type and name; none for one that is not there. */
    List<RuleView> rulesOf(String source);

    /** The same of several, for lists: by the name of the source; one without rules is not in it. */
    Map<String, List<RuleView>> rulesOf(Collection<String> sources);

    /** Assigns a rule, if it is not assigned already. Refused with NOT_FOUND when rule or source are not there. */
    void assign(String source, Key key);

    /** Takes an assignment back. Refused with NOT_FOUND when the rule is not there, or not assigned. */
    void unassign(String source, Key key);

    /** Assigns rules as a whole. Refused with INVALID when one of them is not there. */
    void replace(String source, List<Key> keys);

    /** Rules of a category, sorted by type and name. */
    List<RuleView> rulesOfCategory(String name);

    /** The same of several, for lists: by the name of the category; one without rules is not in it. */
    Map<String, List<RuleView>> rulesOfCategories(Collection<String> names);

    /** Assigns a rule to a category, whether or not that is there, if it is not assigned already. */
    void assignToCategory(String name, Key key);

    /** Takes an assignment back. Refused with NOT_FOUND when the rule is not there, or not assigned. */
    void unassignFromCategory(String name, Key key);

    /** Assigns rules as a whole; none when the category goes. Refused with INVALID when one of them is not there. */
    void replaceOfCategory(String name, List<Key> keys);

    /** Takes the rules of a category along to its new name. */
    void renameCategory(String from, String to);
}

package dev.arbor.engine.api;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the console sorts handlers and routines into (engine spec 1.11 and 5.6). */
public interface Categories {

    /** The category of the engine's own handlers. It is always there and never changed. */
    String SYSTEM_CONTROLS = "System Controls";

    /**
     * A category.
     *
     * @param integrated whether it belongs to the engine
     * @param handlers definition ids, sorted; also of handlers that are not installed at the moment
     * @param routines ids of trees, in the order of their definition ids
     */
    record CategoryView(
            String name,
            String description,
            boolean integrated,
            List<String> handlers,
            List<Long> routines,
            Stamps stamps) {

        /** {@code Integrated} or {@code Stored}. */
        public String type() {
            return integrated ? "Integrated" : "Stored";
        }
    }

    /**
     * What a category is to be; what is empty stays as it is.
     *
     * @param type {@code Stored} is the only one that can be made
     * @param handlers definition ids, all of them
     * @param routines definition ids, all of them
     * @param rules policy rules, all of them
     */
    record Draft(
            Optional<String> name,
            Optional<String> description,
            Optional<String> type,
            Optional<List<String>> handlers,
            Optional<List<String>> routines,
            Optional<List<PolicyRules.Key>> rules) {}

    /**
     * All of them, sorted by name.
     *
     * @param limit 0 means no limit
     */
    Page<CategoryView> list(int limit, int offset);

    /** One of them. Refused with NOT_FOUND when it is not there. */
    CategoryView find(String name);

    /**
     * Adds a category.
     *
     * @throws Refusal INVALID for a name that is taken ({@code uniqueness_violation}) or cannot be one; NOT_FOUND for a
     *     handler or a routine that is not there
     */
    CategoryView create(Draft draft, Caller caller);

    /** Changes a category; refused as {@link #create}, and with {@code integrated_category} for the engine's own. */
    CategoryView change(String name, Draft draft, Caller caller);

    /** Removes a category; what was in it stays. Gives what it was. */
    CategoryView delete(String name);

    /** Puts a handler into a category, if it is not in it. Refused with NOT_FOUND when one of them is not there. */
    void addHandler(String name, String definitionId);

    /** Takes a handler out. Refused with NOT_FOUND when it is not in it. */
    void removeHandler(String name, String definitionId);

    /** Puts a routine into a category, if it is not in it. Refused with NOT_FOUND when one of them is not there. */
    void addRoutine(String name, String definitionId);

    /** Takes a routine out. Refused with NOT_FOUND when it is not in it. */
    void removeRoutine(String name, String definitionId);

    /** Assigns a policy rule. Refused with NOT_FOUND when category or rule are not there. */
    void addRule(String name, PolicyRules.Key key);

    /** Takes a policy rule away. Refused with NOT_FOUND when it is not assigned. */
    void removeRule(String name, PolicyRules.Key key);

    /** The categories of handlers, by definition id; those that are in none are left out. */
    Map<String, List<String>> ofHandlers(Collection<String> definitionIds);

    /** Puts a handler into these categories and no others. Refused with NOT_FOUND when one of them is not there. */
    void ofHandler(String definitionId, List<String> names);

    /** What is said about categories, by name; the engine's own is among them. */
    Map<String, String> descriptions();
}

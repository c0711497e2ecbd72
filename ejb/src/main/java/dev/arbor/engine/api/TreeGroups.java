package dev.arbor.engine.api;

import dev.arbor.engine.api.Trees.TreeView;
import java.util.List;
import java.util.Map;

/**
 * What version 1 of the API does to the trees and local routines of a group at once (engine spec 5.10). {@code names} say
 * which of them; none means all. Whatever is refused of one of them leaves all as they were: NOT_FOUND when there is none of
 * a name, and as {@link Trees} refuses.
 */
public interface TreeGroups {

    /** A group of a source. */
    record Place(String source, String group) {}

    /**
     * Stores copies in another group.
     *
     * @param definitionIds which definition id the copy of a local routine has, by that of the routine
     * @return the copies
     * @throws Refusal INVALID ({@code missing_definition_id}) when a local routine is copied and the map does not know it
     */
    List<TreeView> copy(Place from, Place to, List<String> names, Map<String, String> definitionIds, Caller caller);

    /** Takes them to another group. */
    List<TreeView> move(Place from, Place to, List<String> names, Caller caller);

    /** Puts them away; their runs stay. */
    List<TreeView> archive(Place of, List<String> names, Caller caller);

    /** Brings back those that were put away last. Without names, those whose name nobody has taken since. */
    List<TreeView> restore(Place of, List<String> names, Caller caller);
}

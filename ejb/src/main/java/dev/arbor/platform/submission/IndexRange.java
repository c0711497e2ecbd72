package dev.arbor.platform.submission;

import dev.arbor.platform.index.EntryKey;
import dev.arbor.platform.index.IndexDefinition;
import dev.arbor.platform.index.IndexPath;
import dev.arbor.platform.query.Condition.Comparison;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Where in an index an alternative is found.
 *
 * @param path the number of the indexed parts
 * @param prefix what all keys begin with; what follows is what they are ordered by
 * @param from the first key
 * @param to behind the last key
 */
record IndexRange(long path, String prefix, String from, String to) {

    /**
     * The best range for an alternative.
     *
     * @param scope the form or kapp
     * @param definitions the indexes that have entries of all submissions
     * @param order what the answers are ordered by, before their time; properties that are equal in all of them are not
     *     among it
     */
    static Optional<IndexRange> of(
            UUID scope, Collection<IndexDefinition> definitions, Alternative alternative, List<String> order) {
        List<String> best = null;
        for (IndexDefinition definition : definitions) {
            for (int length = 1; length <= definition.parts().size(); length++) {
                List<String> parts = definition.parts().subList(0, length);
                if (fits(parts, alternative, order) && (best == null || parts.size() > best.size())) {
                    best = parts;
                }
            }
        }
        return Optional.ofNullable(best).map(parts -> range(scope, parts, alternative, order));
    }

    /** First parts that have a value, in any order, then what is ordered by. */
    private static boolean fits(List<String> parts, Alternative alternative, List<String> order) {
        int equal = parts.size() - order.size();
        if (equal < 0 || parts.isEmpty()) {
            return false;
        }
        Set<String> first = new HashSet<>(parts.subList(0, equal));
        return alternative.equal().keySet().containsAll(first)
                && parts.subList(equal, parts.size()).equals(order);
    }

    private static IndexRange range(UUID scope, List<String> parts, Alternative alternative, List<String> order) {
        int equal = parts.size() - order.size();
        List<String> values = new ArrayList<>();
        parts.subList(0, equal).forEach(part -> values.add(alternative.equal().get(part)));
        String prefix = EntryKey.of(values, parts.size());
        String from = prefix;
        String to = prefix.isEmpty() ? "\uDBFF\uDFFF" : EntryKey.behind(prefix);
        for (Comparison range : alternative.ranges()) {
            if (!order.isEmpty()
                    && range.property().equals(order.get(0))
                    && range.values().get(0) != null) {
                String value = range.values().get(0);
                switch (range.operator()) {
                    case STARTS, GREATER, GREATER_OR_EQUAL -> from = EntryKey.from(prefix, value, parts.size());
                    case LESS, LESS_OR_EQUAL -> to = EntryKey.behindValue(prefix, value, parts.size());
                    case BETWEEN -> {
                        from = EntryKey.from(prefix, value, parts.size());
                        to = EntryKey.behindValue(prefix, range.values().get(1), parts.size());
                    }
                    default -> {
                        // It is looked at in what is found.
                    }
                }
            }
        }
        return new IndexRange(IndexPath.number(scope, parts), prefix, from, to);
    }
}

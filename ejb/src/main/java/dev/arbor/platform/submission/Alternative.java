package dev.arbor.platform.submission;

import dev.arbor.platform.query.Condition;
import dev.arbor.platform.query.Condition.All;
import dev.arbor.platform.query.Condition.And;
import dev.arbor.platform.query.Condition.Comparison;
import dev.arbor.platform.query.Condition.Or;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One way for a query to be met: values that properties must have, and ranges. A query is all of its alternatives.
 *
 * @param equal values by property; null for no value
 * @param ranges everything else that must hold
 */
record Alternative(Map<String, String> equal, List<Comparison> ranges) {

    /** More than these are not worth looking up one by one. */
    private static final int MOST = 30;

    /** The alternatives of a query; empty when there are too many. */
    static Optional<List<Alternative>> of(Condition condition) {
        List<Alternative> all = expand(condition);
        return all.size() > MOST ? Optional.empty() : Optional.of(all);
    }

    private static List<Alternative> expand(Condition condition) {
        if (condition instanceof All) {
            return List.of(new Alternative(Map.of(), List.of()));
        }
        if (condition instanceof Or or) {
            List<Alternative> all = new ArrayList<>();
            for (Condition part : or.parts()) {
                all.addAll(expand(part));
                if (all.size() > MOST) {
                    return all;
                }
            }
            return all;
        }
        if (condition instanceof And and) {
            List<Alternative> all = expand(new All());
            for (Condition part : and.parts()) {
                List<Alternative> both = new ArrayList<>();
                for (Alternative left : all) {
                    for (Alternative right : expand(part)) {
                        both.add(left.and(right));
                        if (both.size() > MOST) {
                            return both;
                        }
                    }
                }
                all = both;
            }
            return all;
        }
        return expand((Comparison) condition);
    }

    private static List<Alternative> expand(Comparison comparison) {
        if (!comparison.operator().isEquality()) {
            return List.of(new Alternative(Map.of(), List.of(comparison)));
        }
        List<Alternative> all = new ArrayList<>();
        for (String value : comparison.values()) {
            Map<String, String> equal = new LinkedHashMap<>();
            equal.put(comparison.property(), value);
            all.add(new Alternative(equal, List.of()));
        }
        return all;
    }

    /** Two values for one property: the first is looked up, and both are looked at. */
    private Alternative and(Alternative other) {
        Map<String, String> both = new LinkedHashMap<>(equal);
        other.equal.forEach((property, value) -> {
            if (!both.containsKey(property)) {
                both.put(property, value);
            }
        });
        List<Comparison> all = new ArrayList<>(ranges);
        all.addAll(other.ranges);
        return new Alternative(both, all);
    }
}

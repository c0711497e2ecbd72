package dev.arbor.platform.query;

import dev.arbor.platform.query.Condition.All;
import dev.arbor.platform.query.Condition.And;
import dev.arbor.platform.query.Condition.Comparison;
import dev.arbor.platform.query.Condition.Or;
import java.util.List;
import java.util.function.Function;

/** Says whether a condition holds. Texts are compared as they are, code point by code point. */
public final class Judge {

    private Judge() {}

    /**
     * Whether a condition holds of something.
     *
     * @param values the values of a property; none where it has no value. A property of several values fits when one does
     */
    public static boolean holds(Condition condition, Function<String, List<String>> values) {
        if (condition instanceof All) {
            return true;
        }
        if (condition instanceof And and) {
            return and.parts().stream().allMatch(part -> holds(part, values));
        }
        if (condition instanceof Or or) {
            return or.parts().stream().anyMatch(part -> holds(part, values));
        }
        Comparison comparison = (Comparison) condition;
        return fits(comparison, values.apply(comparison.property()));
    }

    private static boolean fits(Comparison comparison, List<String> found) {
        List<String> wanted = comparison.values();
        return switch (comparison.operator()) {
            case EQUAL, IN ->
                wanted.stream().anyMatch(value -> value == null ? found.isEmpty() : found.contains(value));
            case NOT_EQUAL -> wanted.get(0) == null ? !found.isEmpty() : !found.contains(wanted.get(0));
            default -> found.stream().anyMatch(value -> ranges(comparison, value));
        };
    }

    private static boolean ranges(Comparison comparison, String value) {
        String bound = comparison.values().get(0);
        if (bound == null) {
            return false;
        }
        return switch (comparison.operator()) {
            case STARTS -> value.startsWith(bound);
            case CONTAINS -> value.contains(bound);
            case GREATER -> compare(value, bound) > 0;
            case GREATER_OR_EQUAL -> compare(value, bound) >= 0;
            case LESS -> compare(value, bound) < 0;
            case LESS_OR_EQUAL -> compare(value, bound) <= 0;
            case BETWEEN ->
                compare(value, bound) >= 0 && compare(value, comparison.values().get(1)) < 0;
            default -> false;
        };
    }

    /** As the databases do: by code points, also where a character takes two {@code char}s. */
    public static int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char left = a.charAt(i);
            char right = b.charAt(i);
            if (left != right) {
                boolean leftPair = Character.isSurrogate(left);
                return leftPair == Character.isSurrogate(right) ? left - right : leftPair ? 1 : -1;
            }
        }
        return a.length() - b.length();
    }
}

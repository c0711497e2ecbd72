package dev.arbor.platform.query;

import java.util.List;

/** A query, read. Values are texts; null stands for no value. */
public sealed interface Condition {

    /** Everything. */
    record All() implements Condition {}

    /** All of them hold. */
    record And(List<Condition> parts) implements Condition {}

    /** One of them holds. */
    record Or(List<Condition> parts) implements Condition {}

    /**
     * A comparison.
     *
     * @param property a property, or one with an index such as {@code values[Status]}
     * @param values one value; several for IN, the two bounds for BETWEEN
     */
    record Comparison(String property, Operator operator, List<String> values) implements Condition {}

    /** How a property is compared. */
    enum Operator {
        EQUAL,
        NOT_EQUAL,
        STARTS,
        CONTAINS,
        GREATER,
        GREATER_OR_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        IN,
        /** From the first value on and before the second. */
        BETWEEN;

        /** Whether it fixes a value; everything else is a range. */
        public boolean isEquality() {
            return this == EQUAL || this == IN;
        }
    }
}

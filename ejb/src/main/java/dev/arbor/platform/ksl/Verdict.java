package dev.arbor.platform.ksl;

/** What a rule says about a context. */
public sealed interface Verdict {

    /** It holds. */
    record Holds() implements Verdict {}

    /** It does not hold. */
    record Fails() implements Verdict {}

    /**
     * It says nothing, because it is no expression, threw, or did not end. A filter does not match then, and its author
     * must be told; a policy denies.
     *
     * @param message a sentence for the author of the rule
     * @param endless whether it was ended because it took too much
     */
    record Broken(String message, boolean endless) implements Verdict {}

    /** Whether it holds; what is broken does not. */
    default boolean holds() {
        return this instanceof Holds;
    }
}

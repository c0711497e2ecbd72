package dev.arbor.core.walk;

import java.util.Optional;

/**
 * What the condition of a connector came to.
 *
 * @param taken whether it is taken; meaningless when it failed
 * @param failure why it could not be judged
 */
public record Judgement(boolean taken, Optional<Failure> failure) {

    /** A condition that came to an answer. */
    public static Judgement of(boolean taken) {
        return new Judgement(taken, Optional.empty());
    }

    /** A condition that failed. */
    public static Judgement failed(Failure failure) {
        return new Judgement(false, Optional.of(failure));
    }
}

package dev.arbor.web.task;

import dev.arbor.engine.api.Refusal;
import java.util.Map;
import java.util.Optional;

/** Things that clients may ask for and that are settled elsewhere: asking for what is so already does no harm. */
final class Settled {

    private Settled() {}

    /**
     * Refuses what is otherwise.
     *
     * @param known how it is, by the fields of the body
     * @param who what settles it, for a sentence
     */
    static void require(Body body, Map<String, String> known, String who) {
        known.forEach((field, value) -> {
            Optional<String> asked = body.text(field);
            if (asked.isPresent() && !asked.get().equals(value)) {
                throw Refusal.invalid(
                        "set_elsewhere",
                        "Expected '" + field + "' to be '" + value + "', as " + who
                                + ", but got another one; nothing was changed.");
            }
        });
    }
}

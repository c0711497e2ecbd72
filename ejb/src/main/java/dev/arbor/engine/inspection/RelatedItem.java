package dev.arbor.engine.inspection;

import dev.arbor.engine.api.ErrorFilter.RelatedItems;
import dev.arbor.engine.api.ErrorView;
import dev.arbor.engine.search.Conditions;
import java.util.Optional;

/** The two things that an error points to, under the names that the original has for them (engine spec 1.10). */
final class RelatedItem {

    private RelatedItem() {}

    /** Narrows errors {@code e} to those that point to something. */
    static void narrow(Conditions errors, RelatedItems related) {
        related.firstId().ifPresent(id -> triggered(errors, id));
        related.firstType().filter(type -> !type.equals(ErrorView.FIRST_TYPE)).ifPresent(type -> errors.andNothing());
        errors.and("e.nodeId = ?", related.secondId());
        related.secondType().ifPresent(type -> {
            if (type.equals(ErrorView.SECOND_TYPE)) {
                errors.and("e.nodeId is not null");
            } else {
                errors.andNothing();
            }
        });
    }

    private static void triggered(Conditions errors, String id) {
        Optional<Long> trigger = id.matches("\\d{1,18}") ? Optional.of(Long.valueOf(id)) : Optional.empty();
        trigger.ifPresentOrElse(known -> errors.and("e.triggerId = ?", known), errors::andNothing);
    }
}

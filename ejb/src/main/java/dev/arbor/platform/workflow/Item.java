package dev.arbor.platform.workflow;

import dev.arbor.platform.document.Entry;
import java.util.Optional;
import java.util.UUID;

/**
 * What workflows are registered for: the space, or a kapp, or a form of it.
 *
 * @param space the space
 * @param kapp empty for the space
 * @param form empty for the space and for a kapp
 */
record Item(Entry space, Optional<Entry> kapp, Optional<Entry> form) {

    /** Which of the three, in the words of the API. */
    String type() {
        return form.isPresent() ? "Form" : kapp.isPresent() ? "Kapp" : "Space";
    }

    UUID id() {
        return form.or(() -> kapp).orElse(space).id();
    }

    /** The groups of trees that were started by such events before there were workflows (engine spec 6.2). */
    String[] oldGroups() {
        if (form.isPresent()) {
            return new String[] {
                "Submissions > " + kapp.orElseThrow().slug() + " > "
                        + form.get().slug()
            };
        }
        return kapp.isPresent()
                ? new String[] {"Submissions > " + kapp.get().slug()}
                : new String[] {"Space", "Users", "Teams", "Forms"};
    }
}

package dev.arbor.integrator.execution;

import dev.arbor.integrator.definition.ConnectionTable.Whole;
import dev.arbor.integrator.definition.Drafts.Draft;
import dev.arbor.integrator.kind.CallException;
import dev.arbor.integrator.registry.Registry;
import dev.arbor.integrator.registry.Registry.Use;
import dev.arbor.integrator.vault.Redactor;
import java.util.Map;
import java.util.Set;

/**
 * A connection on its way to be used, kept or not.
 *
 * @param type its kind
 * @param named its named secrets
 * @param hidden what must not be shown, in every form
 * @param redactor takes that out
 * @param user uses it
 */
record Line(String type, Map<String, String> named, Set<String> hidden, Redactor redactor, User user) {

    /** Uses an open connection once. */
    @FunctionalInterface
    interface User {
        void use(Use<Void> use) throws CallException;
    }

    static Line of(Whole whole, Registry registry) {
        Set<String> hidden = whole.hidden();
        return new Line(
                whole.connection().type(),
                whole.named(),
                hidden,
                new Redactor(hidden),
                use -> registry.use(whole, use));
    }

    static Line of(Draft draft, Registry registry) {
        Set<String> hidden = draft.hidden();
        return new Line(draft.type(), draft.named(), hidden, new Redactor(hidden), use -> registry.useOnce(draft, use));
    }

    /** Never shows what is inside. */
    @Override
    public String toString() {
        return "Line[" + type + "]";
    }
}

package dev.arbor.core.walk;

import dev.arbor.core.run.Scope;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Goes through a run depth first, from one outcome to all that follows from it, until nothing moves or a node goes
 * outside. A gate that waits for others to finish is looked at when nothing moves any more.
 */
public final class Walk {

    private final Advance advance;
    private final Ledger ledger;
    private final Deque<Outcome> ahead = new ArrayDeque<>();
    private final Set<Scope> touched = new LinkedHashSet<>();

    /** A walk that has not begun. */
    public Walk(Situation situation, Ledger ledger) {
        this.advance = new Advance(situation);
        this.ledger = ledger;
    }

    /**
     * Goes on from outcomes, the first one first.
     *
     * @return whether all is done; if not, a node went outside and {@link #ahead()} is left
     */
    public boolean go(List<Outcome> from) {
        for (int i = from.size() - 1; i >= 0; i--) {
            ahead.push(from.get(i));
        }
        while (true) {
            if (ahead.isEmpty() && !settle()) {
                return true;
            }
            Outcome outcome = ahead.pop();
            if (!(outcome instanceof Outcome.Settled)) {
                touched.add(outcome.scope());
            }
            if (!apply(advance.advance(outcome))) {
                return false;
            }
        }
    }

    /** What is left of a walk that went outside, next first. */
    public List<Outcome> ahead() {
        List<Outcome> left = new ArrayList<>(ahead);
        touched.forEach(scope -> left.add(new Outcome.Settled(scope)));
        return left;
    }

    private boolean settle() {
        touched.forEach(scope -> ahead.addLast(new Outcome.Settled(scope)));
        touched.clear();
        return !ahead.isEmpty();
    }

    private boolean apply(List<Effect> effects) {
        List<Outcome> next = new ArrayList<>(effects.size());
        for (Effect effect : effects) {
            if (effect instanceof Effect.Then then) {
                next.add(then.outcome());
            } else {
                Optional<Outcome> given = ledger.apply(effect);
                given.ifPresent(next::add);
            }
        }
        for (int i = next.size() - 1; i >= 0; i--) {
            ahead.push(next.get(i));
        }
        return !ledger.outside();
    }
}

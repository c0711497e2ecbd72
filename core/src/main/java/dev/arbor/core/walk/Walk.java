package dev.arbor.core.walk;

import dev.arbor.core.run.Scope;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
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
        push(from);
        while (next()) {
            Outcome outcome = ahead.pop();
            touch(outcome);
            if (!apply(advance.advance(outcome))) {
                return false;
            }
        }
        return true;
    }

    /** What is left of a walk that went outside, next first; what is to be settled comes last, each scope once. */
    public List<Outcome> ahead() {
        List<Outcome> left = new ArrayList<>(ahead);
        touched.forEach(scope -> left.add(new Outcome.Settled(scope)));
        return left;
    }

    /**
     * Gives what is left a place in the run before others may look at it: a node that was reached but not visited yet gets
     * its task, an arrival is counted where it waits. Without that, a gate would open too early for a trigger that settles
     * the run while this walk is outside. The effects go to the ledger at once; {@link #ahead()} is shorter or different
     * afterwards. Nothing is performed.
     */
    public void park() {
        List<Outcome> left = new ArrayList<>(ahead);
        ahead.clear();
        for (Outcome outcome : left) {
            if (!(outcome instanceof Outcome.Reached reached)) {
                ahead.addLast(outcome);
                continue;
            }
            touch(outcome);
            for (Effect effect : advance.park(reached)) {
                if (effect instanceof Effect.Then then) {
                    ahead.addLast(then.outcome());
                } else {
                    ledger.apply(effect);
                }
            }
        }
    }

    private void touch(Outcome outcome) {
        if (!(outcome instanceof Outcome.Settled)) {
            touched.add(outcome.scope());
        }
    }

    /** Whether there is more: first what was reached, then, one by one, the scopes in which something moved. */
    private boolean next() {
        if (ahead.isEmpty() && !touched.isEmpty()) {
            Scope scope = touched.iterator().next();
            touched.remove(scope);
            ahead.push(new Outcome.Settled(scope));
        }
        return !ahead.isEmpty();
    }

    private boolean apply(List<Effect> effects) {
        List<Outcome> given = new ArrayList<>(effects.size());
        for (Effect effect : effects) {
            if (effect instanceof Effect.Then then) {
                given.add(then.outcome());
            } else {
                ledger.apply(effect).ifPresent(given::add);
            }
        }
        push(given);
        return !ledger.outside();
    }

    /** A scope is settled when nothing else is left, so that it is looked at once, however often that was asked for. */
    private void push(List<Outcome> outcomes) {
        for (int i = outcomes.size() - 1; i >= 0; i--) {
            if (!(outcomes.get(i) instanceof Outcome.Settled)) {
                ahead.push(outcomes.get(i));
            }
        }
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Settled settled) {
                touched.add(settled.scope());
            }
        }
    }
}

package dev.arbor.platform.ksl;

import java.util.Set;
import java.util.TreeSet;

/**
 * Which functions a rule may call, by where it stands (integrator spec 5.5).
 *
 * @param functions their names, in alphabetical order
 */
public record KslScope(Set<String> functions) {

    /** The space itself. */
    public static final KslScope SPACE = of("identity", "space");

    /** A kapp. */
    public static final KslScope KAPP = SPACE.and("kapp");

    /** A form: its policies, and filters of its events. */
    public static final KslScope FORM = KAPP.and("form");

    /** A submission: its policies, filters of its events, its label, defaults of its fields. */
    public static final KslScope SUBMISSION = FORM.and("submission", "values");

    /** A team. */
    public static final KslScope TEAM = SPACE.and("team");

    /** A user. */
    public static final KslScope USER = SPACE.and("user");

    /** A user in a team. */
    public static final KslScope MEMBERSHIP = SPACE.and("team", "user");

    /** The extension for filters of changes: what was before. */
    private static final Set<String> PREVIOUS = Set.of("changed", "submission_previous", "values_previous");

    public KslScope {
        functions = java.util.Collections.unmodifiableSet(new TreeSet<>(functions));
    }

    private static KslScope of(String... functions) {
        return new KslScope(Set.of(functions));
    }

    /** This, with more functions. */
    public KslScope and(String... more) {
        Set<String> all = new TreeSet<>(functions);
        all.addAll(Set.of(more));
        return new KslScope(all);
    }

    /** This, with the parameters of a call: policies and input mappings of integrations. */
    public KslScope withParameters() {
        return and("parameters");
    }

    /** This, with {@code values_previous}, {@code submission_previous} and {@code changed}. */
    public KslScope withPrevious() {
        return and(PREVIOUS.toArray(String[]::new));
    }

    /** Whether a function belongs to the extension of {@link #withPrevious()}. */
    static boolean isOfPrevious(String function) {
        return PREVIOUS.contains(function);
    }
}

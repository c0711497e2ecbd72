package dev.arbor.platform.access;

import dev.arbor.platform.api.Subject;
import dev.arbor.platform.ksl.Ksl;
import dev.arbor.platform.ksl.Verdict;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What rules said, kept for everything of which they say the same. A rule that does not end is not asked again. */
final class Verdicts {

    private final Ksl ksl;
    private final Ground ground;
    private final PolicyLog log;
    private final Map<Key, Boolean> known = new HashMap<>();
    private final Set<PolicyDefinition> endless = new HashSet<>();

    /**
     * What a verdict holds for.
     *
     * @param shape which functions the rule could call
     */
    private record Key(PolicyDefinition definition, List<Boolean> shape, Reach reach, List<String> thing) {}

    /** How far one rule has looked. */
    private static final class Looked {
        private Reach furthest = Reach.SPACE;

        void at(Reach reach) {
            if (reach.compareTo(furthest) > 0) {
                furthest = reach;
            }
        }
    }

    Verdicts(Ksl ksl, Ground ground, PolicyLog log) {
        this.ksl = ksl;
        this.ground = ground;
        this.log = log;
    }

    boolean holds(PolicyDefinition definition, Subject subject) {
        List<Boolean> shape = List.of(
                subject.kapp().isPresent(),
                subject.form().isPresent(),
                subject.submission().isPresent(),
                subject.team().isPresent(),
                subject.user().isPresent());
        for (Reach reach : Reach.values()) {
            Boolean verdict = known.get(new Key(definition, shape, reach, reach.of(subject)));
            if (verdict != null) {
                return verdict;
            }
        }
        if (endless.contains(definition)) {
            return false;
        }
        Looked looked = new Looked();
        Verdict verdict = ksl.judge(definition.rule(), ground.context(subject, looked::at));
        if (verdict instanceof Verdict.Broken broken) {
            log.denies(definition.name(), subject, broken.message());
            if (broken.endless()) {
                endless.add(definition);
            }
        }
        known.put(new Key(definition, shape, looked.furthest, looked.furthest.of(subject)), verdict.holds());
        return verdict.holds();
    }
}

package dev.arbor.platform.policy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.arbor.engine.api.RubyRules;
import dev.arbor.engine.api.RubyRules.BrokenRuleException;
import dev.arbor.engine.api.RubyRules.Callee;
import dev.arbor.engine.api.SystemErrorLog;
import dev.arbor.engine.database.DatabaseException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.jboss.logging.Logger;

/** Judges one rule. What breaks is no yes, and its author is told: a system error, and a line in the log. */
@ApplicationScoped
public class RuleJudge {

    private static final Logger LOG = Logger.getLogger(RuleJudge.class);
    private static final String TYPE = "Processing Error";

    /** A rule that breaks at each request is told of once in this time. */
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final RubyRules ruby;
    private final SystemErrorLog errors;
    private final Cache<String, Boolean> told =
            Caffeine.newBuilder().expireAfterWrite(QUIET).maximumSize(1_000).build();

    /** For the container's proxy. */
    protected RuleJudge() {
        this(null, null);
    }

    @Inject
    public RuleJudge(RubyRules ruby, SystemErrorLog errors) {
        this.ruby = ruby;
        this.errors = errors;
    }

    /** Whether a rule needs no Ruby and no request: it says yes to everything. */
    static boolean admitsAll(PolicyRow rule) {
        return rule.rule().strip().equals("true");
    }

    boolean judge(PolicyRow rule, Map<String, Callee> objects) {
        if (admitsAll(rule)) {
            return true;
        }
        try {
            return ruby.judge(rule.rule(), objects);
        } catch (BrokenRuleException e) {
            tell(rule, e.getMessage());
            return false;
        }
    }

    private void tell(PolicyRow rule, String fault) {
        if (told.asMap().putIfAbsent(rule.id() + " " + fault, true) != null) {
            return;
        }
        String summary = "The policy rule '" + rule.key().name() + "' of the type "
                + rule.key().type().label() + " could not be judged, so it let nobody in.";
        LOG.warn((summary + " " + fault).replaceAll("\\p{Cntrl}", " "));
        try {
            errors.report(TYPE, summary, fault + "\n\nThe rule:\n" + rule.rule());
        } catch (DatabaseException e) {
            LOG.errorf("Expected to record a system error about a policy rule, but it failed: %s", e.getMessage());
        }
    }
}

package dev.arbor.platform.policy;

import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.RubyRules.Callee;
import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.api.Account;
import dev.arbor.platform.api.PolicyArea;
import dev.arbor.platform.api.PolicyGate;
import dev.arbor.platform.api.TaskRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** The gate over the rules that are known. */
@ApplicationScoped
public class JudgedRequests implements PolicyGate {

    private static final Logger LOG = Logger.getLogger(JudgedRequests.class);

    private final Transactions transactions;
    private final PolicyBook book;
    private final RuleJudge judge;
    private final SignatureCheck signatures;

    /** For the container's proxy. */
    protected JudgedRequests() {
        this(null, null, null, null);
    }

    @Inject
    public JudgedRequests(Transactions transactions, PolicyBook book, RuleJudge judge, SignatureCheck signatures) {
        this.transactions = transactions;
        this.book = book;
        this.judge = judge;
        this.signatures = signatures;
    }

    /** What rules see, and what came of it. */
    private final class Case {

        private final TaskRequest request;
        private final AskedAuth auth;
        private final Map<String, Callee> objects;

        Case(TaskRequest request) {
            this.request = request;
            this.auth = new AskedAuth(signatures, request);
            this.objects = Map.of(
                    "identity", new AskedIdentity(transactions, request.account()),
                    "request", new AskedRequest(request),
                    "auth", auth);
        }

        /** One that is true is enough. For somebody unknown, it must have seen a good signature besides. */
        boolean admitted(List<PolicyRow> rules) {
            return rules.stream()
                    .anyMatch(rule ->
                            judge.judge(rule, objects) && (request.account().isPresent() || auth.validated()));
        }

        Refusal refusal(String what, PolicyRow rule) {
            String complaint = auth.complaint().map(each -> " " + each).orElse("");
            String said = rule.message().isBlank() ? "The request is not allowed." : rule.message();
            LOG.infof(
                    "The policy rule '%s' refused %s to %s from %s.%s",
                    rule.key().name().replaceAll("\\p{Cntrl}", " "),
                    what.replaceAll("\\p{Cntrl}", " "),
                    request.account().map(Account::username).orElse("somebody who has not signed in"),
                    request.remoteAddress(),
                    complaint);
            return Refusal.of(
                    Refusal.Reason.FORBIDDEN,
                    "policy_denied",
                    said + " (Policy rule '" + rule.key().name() + "' for " + what + ".)" + complaint);
        }
    }

    @Override
    public void enter(PolicyArea area, TaskRequest request) {
        PolicyBook.Page page = book.current();
        if (area.mends() && isAdministrator(request)) {
            return;
        }
        Case open = new Case(request);
        if (area != PolicyArea.API_V2) {
            demand(open, "the area " + PolicyArea.API_V2.label(), page.areas().get(PolicyArea.API_V2.label()));
        }
        List<PolicyRow> rules = page.areas().getOrDefault(area.label(), List.of());
        if (!rules.isEmpty()) {
            demand(open, "the area " + area.label(), rules);
            return;
        }
        if (area.administration() && !isAdministrator(request)) {
            throw Refusal.of(
                    Refusal.Reason.FORBIDDEN,
                    "forbidden",
                    "Expected a space administrator for the area " + area.label()
                            + ", to which no policy rule is assigned, but you are not one.");
        }
        demand(open, "the area " + area.label(), List.of(page.systemRule()));
    }

    private static boolean isAdministrator(TaskRequest request) {
        return request.account().map(Account::spaceAdmin).orElse(false);
    }

    private void demand(Case open, String what, List<PolicyRow> rules) {
        if (rules != null && !rules.isEmpty() && !open.admitted(rules)) {
            throw open.refusal(what, rules.get(0));
        }
    }

    @Override
    public boolean minds() {
        PolicyBook.Page page = book.current();
        return !page.sources().isEmpty() || !RuleJudge.admitsAll(page.systemRule());
    }

    @Override
    public void start(String source, TaskRequest request) {
        PolicyBook.Page page = book.current();
        List<PolicyRow> rules = page.sources().getOrDefault(source, List.of());
        demand(new Case(request), "the source " + source, rules.isEmpty() ? List.of(page.systemRule()) : rules);
    }

    @Override
    public void act(String source, TaskRequest request) {
        if (!isAdministrator(request)) {
            demand(
                    new Case(request),
                    "the source " + source,
                    book.current().sources().get(source));
        }
    }

    @Override
    public boolean sees(String category, TaskRequest request) {
        List<PolicyRow> rules = book.current().categories().getOrDefault(category, List.of());
        return rules.isEmpty() || new Case(request).admitted(rules);
    }
}

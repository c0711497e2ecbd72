package dev.arbor.platform.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.PolicyRules.Draft;
import dev.arbor.engine.api.PolicyRules.Filter;
import dev.arbor.engine.api.PolicyRules.Key;
import dev.arbor.engine.api.PolicyRules.Order;
import dev.arbor.engine.api.PolicyRules.RuleView;
import dev.arbor.engine.api.PolicyRules.Type;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.SystemErrorLog;
import dev.arbor.engine.database.PlainTransactions;
import dev.arbor.engine.database.TestDatabase;
import dev.arbor.engine.expression.ExpressionRules;
import dev.arbor.engine.expression.RubyExpressions;
import dev.arbor.integrator.database.IntegratorSchema;
import dev.arbor.integrator.database.Transactions;
import dev.arbor.integrator.vault.KeyRing;
import dev.arbor.integrator.vault.SealedBox;
import dev.arbor.integrator.vault.Secrets;
import dev.arbor.integrator.vault.Vault;
import dev.arbor.platform.api.AccessKeys;
import dev.arbor.platform.api.Account;
import dev.arbor.platform.api.PolicyArea;
import dev.arbor.platform.api.TaskRequest;
import dev.arbor.platform.group.StoredGroups;
import dev.arbor.platform.row.Rows;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What policy rules, access keys and groups promise, on whichever database a subclass brings. */
abstract class PolicyRulesSuite {

    private static final Caller ANNA = new Caller("anna", "test");
    private static final Account JANE = new Account("jane", Optional.empty(), Optional.of("j@x"), false, false);
    private static final Account ADMIN = new Account("admin", Optional.empty(), Optional.empty(), true, false);
    private static final String SECRET = "s3cr3t — ü";

    private static RubyExpressions ruby;

    private TestDatabase database;
    private PlainTransactions transactions;
    private StoredPolicyRules rules;
    private StoredAccessKeys keys;
    private StoredGroups groups;
    private JudgedRequests gate;
    private final List<String> errors = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");

    abstract TestDatabase fresh();

    @BeforeAll
    static void startRuby() {
        ruby = new RubyExpressions(Duration.ofSeconds(2), 100);
    }

    @AfterAll
    static void stopRuby() {
        ruby.close();
    }

    @BeforeEach
    void open() {
        database = fresh();
        IntegratorSchema.bringUpToDate(database.source());
        transactions = new PlainTransactions(database.source());
        groups = new StoredGroups(transactions, () -> now);
        AccessKeySecrets secrets = new AccessKeySecrets(
                transactions,
                new SealedBox(
                        new Transactions(database.source()),
                        new Secrets(new Vault(
                                KeyRing.parse("k:" + Base64.getEncoder().encodeToString(new byte[32]))))));
        keys = new StoredAccessKeys(transactions, secrets, () -> now);
        PolicyBook book = new PolicyBook(transactions, () -> now);
        rules = rules(book);
        gate = gate(book, secrets);
        account("jane");
        account("admin");
    }

    private StoredPolicyRules rules(PolicyBook book) {
        return new StoredPolicyRules(
                transactions,
                new ExpressionRules(ruby),
                names -> names.contains("Nowhere") ? Set.of("Nowhere") : Set.of(),
                book,
                () -> now);
    }

    private JudgedRequests gate(PolicyBook book, AccessKeySecrets secrets) {
        SystemErrorLog log = (type, summary, text) -> errors.add(summary + " " + text);
        return new JudgedRequests(
                transactions,
                book,
                new RuleJudge(new ExpressionRules(ruby), log),
                new SignatureCheck(secrets, () -> now));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void account(String name) {
        transactions.call(unit -> Rows.change(
                unit.connection(),
                "INSERT INTO account (username, password_hash, administrator, enabled, created_at, updated_at)"
                        + " VALUES (?, 'x', FALSE, TRUE, ?, ?)",
                name,
                now,
                now));
    }

    private void team(String name, String member) {
        transactions.call(unit -> {
            UUID id = UUID.randomUUID();
            Rows.change(
                    unit.connection(),
                    "INSERT INTO team (id, slug, name, local_name, created_at, created_by, updated_at, updated_by)"
                            + " VALUES (?, 'slug', ?, ?, ?, 'x', ?, 'x')",
                    id,
                    name,
                    name,
                    now,
                    now);
            return Rows.change(
                    unit.connection(),
                    "INSERT INTO membership (team_id, account_id, created_at, created_by)"
                            + " SELECT ?, id, ?, 'x' FROM account WHERE username = ?",
                    id,
                    now,
                    member);
        });
    }

    private static Draft draft(String name, String rule) {
        return new Draft(
                Optional.ofNullable(name),
                Optional.ofNullable(rule),
                Optional.of("Not you."),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Draft sources(String... names) {
        return new Draft(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(List.of(names)));
    }

    private static Draft areas(String... names) {
        return new Draft(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(List.of(names)),
                Optional.empty(),
                Optional.empty());
    }

    private Key api(String name, String rule) {
        return rules.create(Type.API_ACCESS, draft(name, rule), ANNA).key();
    }

    private void refused(ThrowingCallable work, String key, String... said) {
        assertThatThrownBy(work).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.errorKey()).as(refusal.getMessage()).contains(key);
            for (String each : said) {
                assertThat(refusal.getMessage()).contains(each);
            }
        });
    }

    /** A request, of somebody or of nobody. */
    private record Sent(Optional<Account> account, String method, String target, Map<String, String> all, byte[] body)
            implements TaskRequest {

        @Override
        public String path() {
            return target.split("\\?")[0];
        }

        @Override
        public List<String> headers(String name) {
            return Optional.ofNullable(all.get(name.toLowerCase()))
                    .map(List::of)
                    .orElse(List.of());
        }

        @Override
        public List<String> parameters(String name) {
            return List.of();
        }

        @Override
        public String remoteAddress() {
            return "10.1.2.3";
        }
    }

    private static Sent by(Account account) {
        return new Sent(Optional.of(account), "POST", "/x?a=1", Map.of("x-h", "v"), new byte[0]);
    }

    private Sent signed(String key, String secret, Instant at, String target, String body) {
        String time = Long.toString(at.getEpochSecond());
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new TreeMap<>(Map.of(
                "x-kinetic-signaturekey",
                key,
                "x-kinetic-timestamp",
                time,
                "x-kinetic-signature",
                "sha256=" + SignatureCheck.sign(secret, time, "POST", target, bytes)));
        return new Sent(Optional.empty(), "POST", target, headers, bytes);
    }

    private boolean starts(TaskRequest request) {
        try {
            gate.start("Adhoc", request);
            return true;
        } catch (Refusal e) {
            assertThat(e.errorKey()).contains("policy_denied");
            return false;
        }
    }

    // --- Rules as they are kept

    @Test
    void a_rule_is_kept_changed_and_deleted_with_what_it_is_assigned_to() {
        RuleView made = rules.create(
                Type.API_ACCESS,
                new Draft(
                        Optional.of("A"),
                        Optional.of("true"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(List.of()),
                        Optional.of(List.of("Kinetic Task", "Adhoc", "Adhoc"))),
                ANNA);
        assertThat(made.sources()).containsExactly("Adhoc", "Kinetic Task");
        assertThat(made.message()).isEmpty();

        RuleView changed = rules.update(made.key(), draft("B", "false"), new Caller("ben", "test"));
        assertThat(changed.key()).isEqualTo(new Key(Type.API_ACCESS, "B"));
        assertThat(changed.sources()).containsExactly("Adhoc", "Kinetic Task");
        assertThat(changed.createdBy()).isEqualTo("anna");
        assertThat(changed.updatedBy()).isEqualTo("ben");
        assertThat(rules.rulesOf(List.of("Adhoc", "Kinetic Task", "-"))).containsOnlyKeys("Adhoc", "Kinetic Task");

        assertThat(rules.delete(changed.key()).sources()).hasSize(2);
        assertThat(rules.rulesOf("Adhoc")).isEmpty();
        refused(() -> rules.find(changed.key()), "not_found", "B", "API Access");
    }

    @Test
    void rules_are_listed_as_asked() {
        api("x_1", "true");
        api("x%2", "true");
        api("xy", "true");

        assertThat(names(Optional.of("X"), Order.NAME, true)).hasSize(3).startsWith("xy");
        assertThat(names(Optional.of("x_"), Order.NAME, false)).containsExactly("x_1");
        assertThat(names(Optional.of("x%"), Order.NAME, false)).containsExactly("x%2");
        assertThat(names(Optional.empty(), Order.TYPE, true).get(0)).isEqualTo("Deny All");
        assertThat(rules.list(new Filter(Optional.empty(), Optional.empty(), Order.NAME, false, 2, 1)))
                .satisfies(page -> assertThat(page.count()).isEqualTo(5))
                .satisfies(page -> assertThat(page.items()).hasSize(2));
    }

    private List<String> names(Optional<String> prefix, Order order, boolean descending) {
        return rules.list(new Filter(Optional.empty(), prefix, order, descending, 0, 0)).items().stream()
                .map(each -> each.key().name())
                .toList();
    }

    @Test
    void wrong_rules_are_refused_and_nothing_is_stored() {
        refused(() -> api("broken", "true\n)\n"), "invalid_rule", "line 2");
        refused(() -> api(" ", "true"), "invalid_value", "blank");
        refused(() -> api("x".repeat(256), "true"), "invalid_value", "256");
        refused(() -> api("blank", " "), "invalid_value", "blank");
        refused(() -> rules.create(Type.API_ACCESS, sources("Adhoc"), ANNA), "invalid_value", "'name'");
        refused(() -> rules.create(Type.API_ACCESS, draft("n", null), ANNA), "invalid_value", "'rule'");
        Key made = api("made", "true");
        refused(() -> api("made", "true"), "uniqueness_violation", "made");
        refused(() -> rules.update(made, sources("Adhoc", "Nothing"), ANNA), "missing_sources", "Nothing");
        refused(() -> rules.update(made, areas("Users"), ANNA), "invalid_value", "Console Access");
        Key console =
                rules.create(Type.CONSOLE_ACCESS, draft("c", "true"), ANNA).key();
        refused(() -> rules.update(console, areas("Attic"), ANNA), "invalid_value", "Attic", "Access Keys");
        refused(() -> rules.assign("Adhoc", console), "invalid_value", "API Access");
        refused(() -> rules.assign("Nothing", made), "not_found", "Nothing");
        refused(() -> rules.unassign("Adhoc", made), "not_found", "not assigned");
        refused(() -> rules.replace("Adhoc", List.of(made, new Key(Type.API_ACCESS, "n"))), "missing_policy_rule");
        refused(() -> Type.of("Whatever"), "invalid_value", "Whatever");
        refused(() -> rules.delete(rules.systemRule().key()), "system_rule", "Allow All");

        assertThat(rules.find(made).sources()).isEmpty();
        assertThat(names(Optional.empty(), Order.NAME, false)).containsExactly("Allow All", "Deny All", "c", "made");
    }

    @Test
    void categories_take_their_rules_along() {
        Key key = rules.create(Type.CATEGORY_ACCESS, draft("c", "@identity.space_admin?"), ANNA)
                .key();
        rules.assignToCategory("Old", key);
        rules.assignToCategory("Old", key);
        rules.renameCategory("Old", "New");

        assertThat(rules.rulesOfCategory("Old")).isEmpty();
        assertThat(rules.find(key).categories()).containsExactly("New");
        assertThat(gate.sees("New", by(JANE))).isFalse();
        assertThat(gate.sees("New", by(ADMIN))).isTrue();
        assertThat(gate.sees("Other", by(JANE))).isTrue();
        rules.unassignFromCategory("New", key);
        assertThat(gate.sees("New", by(JANE))).isTrue();
    }

    // --- Judging

    @Test
    void one_rule_that_is_true_is_enough_and_without_one_the_default_holds() {
        assertThat(gate.minds()).isFalse();
        assertThat(starts(by(JANE))).isTrue();
        Key no = api("no", "false");
        rules.assign("Adhoc", no);
        assertThat(starts(by(JANE))).isFalse();
        Key yes = api("yes", "@identity.username == 'jane'");
        rules.assign("Adhoc", yes);
        assertThat(starts(by(JANE))).isTrue();
        assertThat(starts(by(ADMIN))).isFalse();

        rules.systemRule(draft("Deny All", null), ANNA);
        assertThat(starts(by(JANE))).isTrue();
        rules.replace("Adhoc", List.of());
        assertThat(starts(by(JANE))).isFalse();
        assertThat(gate.minds()).isTrue();
        gate.act("Adhoc", by(JANE));

        rules.assign("Adhoc", no);
        refused(() -> gate.act("Adhoc", by(JANE)), "policy_denied", "Adhoc");
        gate.act("Adhoc", by(ADMIN));
    }

    @Test
    void what_is_known_of_the_one_who_asks() {
        team("Support::First", "jane");
        groups.create("Ops", List.of("JANE"), ANNA);
        rules.assign("Adhoc", api("r", "false"));
        for (String rule : List.of(
                "@identity.get_property('spaceAdmin') == 'false'",
                "@identity.is_member_of?('Ops') && @identity.is_member_of?('Support::First')",
                "!@identity.is_member_of?('Others')",
                "@identity.get_property('email') == 'j@x' && @identity.get_property('nothing').nil?",
                "@identity.loginId == 'jane' && @identity.authenticated? && !@identity.anonymous?",
                "@request.get_remote_addr() == '10.1.2.3' && @request.remote_addr == @request.getRemoteAddr()",
                "@request.get_header('X-H') == 'v' && @request.get_header('X-None').nil?",
                "@request.method == 'POST' && @request.query_string == 'a=1' && @request.request_uri == '/x'",
                "!@auth.validate_signature('k') && !@auth.validateSignature(['k', 'l'])",
                "def ok() true end\nok")) {
            rules.update(new Key(Type.API_ACCESS, "r"), draft(null, rule), ANNA);
            assertThat(starts(by(JANE))).as(rule).isTrue();
        }
        assertThat(errors).isEmpty();
    }

    @Test
    void a_rule_that_breaks_lets_nobody_in_and_its_author_is_told_once() {
        Key key = api("breaks", "true\n@identity.nonsense('x')");
        rules.assign("Adhoc", key);
        assertThat(starts(by(JANE))).isFalse();
        assertThat(starts(by(JANE))).isFalse();
        assertThat(errors).singleElement().asString().contains("'breaks'", "NoMethodError", "nonsense", "line 2");

        for (String rule : List.of(
                "loop {}",
                "@identity.get_property",
                "@auth.validate_signature([])",
                "raise Exception, 'x'",
                "exit",
                "@identity.get_property('x').upcase")) {
            errors.clear();
            rules.update(key, draft(null, rule), ANNA);
            assertThat(starts(by(JANE))).as(rule).isFalse();
            assertThat(errors).as(rule).hasSize(1);
        }
    }

    @Test
    void areas_of_administration_are_for_administrators_unless_a_rule_says_otherwise() {
        gate.enter(PolicyArea.TREES, by(JANE));
        gate.enter(PolicyArea.ACCESS_KEYS, by(ADMIN));
        refused(() -> gate.enter(PolicyArea.ACCESS_KEYS, by(JANE)), "forbidden", "Access Keys");

        Key key = rules.create(Type.CONSOLE_ACCESS, draft("jane", "@identity.username == 'jane'"), ANNA)
                .key();
        rules.update(key, areas("Access Keys", "Policy Rules"), ANNA);
        gate.enter(PolicyArea.ACCESS_KEYS, by(JANE));
        refused(() -> gate.enter(PolicyArea.ACCESS_KEYS, by(ADMIN)), "policy_denied", "Not you.", "'jane'");
        gate.enter(PolicyArea.POLICY_RULES, by(ADMIN));

        rules.update(key, areas("ApiV2"), ANNA);
        refused(() -> gate.enter(PolicyArea.TREES, by(ADMIN)), "policy_denied", "ApiV2");
        refused(() -> gate.enter(PolicyArea.API_V2, by(ADMIN)), "policy_denied", "ApiV2");
        gate.enter(PolicyArea.TREES, by(JANE));
        refused(() -> gate.enter(PolicyArea.USERS, by(JANE)), "forbidden", "Users");
        gate.enter(PolicyArea.SETUP, by(ADMIN));
    }

    @Test
    void another_server_hears_of_a_change_within_a_second() {
        PolicyBook other = new PolicyBook(transactions, () -> now);
        assertThat(other.current().sources()).isEmpty();
        rules.assign("Adhoc", api("r", "true"));
        assertThat(other.current().sources()).isEmpty();
        now = now.plusSeconds(1);
        assertThat(other.current().sources()).containsOnlyKeys("Adhoc");
        PolicyBook.Page page = other.current();
        now = now.plusSeconds(1);
        assertThat(other.current()).isSameAs(page);
    }

    // --- Signatures

    @Test
    void a_good_signature_counts_instead_of_a_sign_in_where_a_rule_looks_at_it() {
        keys.create(key("ce", SECRET), ANNA);
        keys.create(key("other", SECRET), ANNA);
        Sent good = signed("ce", SECRET, now, "/run?x=1", "{\"a\":1}");
        assertThat(starts(good)).as("no rule looks").isFalse();

        rules.assign("Adhoc", api("open", "true"));
        assertThat(starts(good)).as("a rule that does not look").isFalse();
        rules.assign("Adhoc", api("signed", "@auth.validateSignature('ce')"));
        assertThat(starts(good)).isTrue();

        assertThat(starts(signed("other", SECRET, now, "/run?x=1", "{}"))).isFalse();
        assertThat(starts(signed("none", SECRET, now, "/run?x=1", "{}"))).isFalse();
        assertThat(starts(signed("ce", "wrong", now, "/run?x=1", "{}"))).isFalse();
        assertThat(starts(signed("ce", SECRET, now.minusSeconds(301), "/run", "{}")))
                .isFalse();
        assertThat(starts(signed("ce", SECRET, now.plusSeconds(301), "/run", "{}")))
                .isFalse();
        assertThat(starts(signed("ce", SECRET, now.minusSeconds(300), "/run", "{}")))
                .isTrue();
        assertThat(starts(new Sent(good.account(), "POST", "/run?x=2", good.all(), good.body())))
                .isFalse();
        assertThat(starts(new Sent(good.account(), "PUT", good.target(), good.all(), good.body())))
                .isFalse();
        assertThat(starts(new Sent(good.account(), "POST", good.target(), good.all(), new byte[] {1})))
                .isFalse();
        assertThat(starts(new Sent(good.account(), "POST", good.target(), Map.of(), good.body())))
                .isFalse();

        refused(
                () -> gate.start("Adhoc", signed("ce", SECRET, now.minusSeconds(400), "/run", "")),
                "policy_denied",
                "300 seconds",
                "400");
        keys.delete("ce");
        assertThat(starts(good)).isFalse();
    }

    private static AccessKeys.Draft key(String identifier, String secret) {
        return new AccessKeys.Draft(Optional.ofNullable(identifier), Optional.of("d"), Optional.ofNullable(secret));
    }

    @Test
    void access_keys_are_kept_without_showing_their_secrets() {
        rules.assign("Adhoc", api("signed", "@auth.validate_signature"));
        keys.create(key("a", "first"), ANNA);
        keys.update("a", key("b", "second"), ANNA);

        assertThat(starts(signed("b", "second", now, "/run", ""))).isTrue();
        assertThat(starts(signed("b", "first", now, "/run", ""))).isFalse();
        assertThat(keys.list(0, 0).items()).singleElement().satisfies(each -> assertThat(each.toString())
                .doesNotContain("second"));
        assertThat(transactions.<Long>call(unit -> Rows.one(
                                unit.connection(), "SELECT count(*) FROM integrator_secret", row -> row.getLong(1))
                        .orElseThrow()))
                .as("the old secret is gone")
                .isEqualTo(1);

        refused(() -> keys.create(key("b", "x"), ANNA), "uniqueness_violation", "'b'");
        refused(() -> keys.create(key(null, "x"), ANNA), "invalid_value", "identifier");
        refused(() -> keys.create(key("c", null), ANNA), "invalid_value", "secret");
        refused(() -> keys.create(key("c", " "), ANNA), "invalid_value", "secret");
        refused(() -> keys.create(key("c\n", "x"), ANNA), "invalid_value", "identifier");
        refused(() -> keys.create(key("c".repeat(201), "x"), ANNA), "invalid_value", "201");
        refused(() -> keys.update("none", key("n", "x"), ANNA), "not_found", "none");
        refused(() -> keys.delete("none"), "not_found", "none");
        keys.create(key("c", "x"), ANNA);
        refused(() -> keys.update("c", key("b", "y"), ANNA), "uniqueness_violation", "'b'");
        assertThat(starts(signed("c", "x", now, "/run", "")))
                .as("it is as it was")
                .isTrue();
    }

    // --- Groups

    @Test
    void groups_have_users() {
        groups.create("Ops", List.of("jane"), ANNA);
        groups.add("Ops", "ADMIN");
        groups.add("Ops", "admin");
        assertThat(groups.find("Ops").users()).containsExactly("admin", "jane");
        groups.remove("Ops", "jane");
        assertThat(groups.update("Ops", Optional.of("Ops 2"), Optional.empty(), ANNA)
                        .users())
                .containsExactly("admin");
        assertThat(groups.list(0, 0).items()).singleElement().satisfies(each -> assertThat(each.users())
                .containsExactly("admin"));

        refused(() -> groups.create("Ops 2", List.of(), ANNA), "uniqueness_violation", "Ops 2");
        refused(() -> groups.create("New", List.of("nobody"), ANNA), "missing_user", "nobody");
        refused(() -> groups.find("New"), "not_found", "New");
        refused(() -> groups.create(" ", List.of(), ANNA), "invalid_value", "blank");
        refused(() -> groups.create("x".repeat(256), List.of(), ANNA), "invalid_value", "256");
        refused(() -> groups.remove("Ops 2", "jane"), "not_found", "jane");
        refused(() -> groups.add("Ops 2", "nobody"), "not_found", "nobody");
        refused(() -> groups.update("Ops 2", Optional.empty(), Optional.of(List.of("nobody")), ANNA), "missing_user");
        assertThat(groups.find("Ops 2").users()).containsExactly("admin");
        assertThat(groups.update("Ops 2", Optional.empty(), Optional.of(List.of("jane")), ANNA)
                        .users())
                .containsExactly("jane");
        groups.delete("Ops 2");
        assertThat(groups.list(0, 0).count()).isZero();
    }

    @Test
    void an_account_that_goes_leaves_its_groups() {
        groups.create("Ops", List.of("jane"), ANNA);
        transactions.call(unit -> Rows.change(unit.connection(), "DELETE FROM account WHERE username = 'jane'"));
        assertThat(groups.find("Ops").users()).isEmpty();
    }
}

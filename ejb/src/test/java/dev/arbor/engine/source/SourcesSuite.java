package dev.arbor.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.PolicyRules;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.SecretOwners;
import dev.arbor.engine.api.Sources.Draft;
import dev.arbor.engine.api.Sources.SourceView;
import dev.arbor.engine.database.PlainTransactions;
import dev.arbor.engine.database.TestDatabase;
import dev.arbor.engine.handler.store.HandlerSecrets;
import dev.arbor.engine.setting.CatalogVersion;
import dev.arbor.integrator.database.IntegratorSchema;
import dev.arbor.integrator.vault.KeyRing;
import dev.arbor.integrator.vault.SealedBox;
import dev.arbor.integrator.vault.Secrets;
import dev.arbor.integrator.vault.Vault;
import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the store of sources promises, on whichever database a subclass brings (engine spec 1.4, 5.8). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SourcesSuite {

    private static final Caller ANNA = new Caller("änna", "a test");
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");
    private static final String SECRET = "s3cr3t & <ägypten>";

    /** What was asked of the policy rules, which are kept elsewhere. */
    private final List<String> asked = new ArrayList<>();

    private TestDatabase database;
    private PlainTransactions transactions;
    private HandlerSecrets secrets;
    private SourceAdapters adapters;
    private StoredSources sources;

    abstract TestDatabase open();

    @BeforeAll
    void start() {
        database = open();
        IntegratorSchema.bringUpToDate(database.source());
        transactions = new PlainTransactions(database.source());
        secrets = new HandlerSecrets(new SealedBox(
                new dev.arbor.integrator.database.Transactions(database.source()),
                new Secrets(new Vault(KeyRing.parse("k:" + Base64.getEncoder().encodeToString(new byte[32]))))));
        adapters = new SourceAdapters(transactions);
        InstantSource time = InstantSource.fixed(NOW);
        PolicyRules rules = (PolicyRules) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {PolicyRules.class}, (proxy, method, arguments) -> {
                    asked.add(method.getName() + " " + List.of(arguments));
                    return method.getReturnType() == List.class ? List.of() : null;
                });
        sources = new StoredSources(
                transactions,
                new SourceEdits(
                        transactions, secrets, rules, new CatalogVersion(transactions, List.of(adapters), time), time),
                new SourceCheck(secrets, null),
                rules);
    }

    @AfterAll
    void stop() {
        database.close();
    }

    @BeforeEach
    void empty() {
        asked.clear();
        change("DELETE FROM tree");
        change("DELETE FROM source WHERE created_by <> 'SYSTEM'");
        change("DELETE FROM integrator_secret");
    }

    private int change(String sql) {
        return transactions.call(unit -> {
            try (Statement statement = unit.connection().createStatement()) {
                return statement.executeUpdate(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(sql, e);
            }
        });
    }

    private String one(String sql) {
        return transactions.call(unit -> {
            try (Statement statement = unit.connection().createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return row.getString(1);
            }
        });
    }

    private void tree(long id, String source, String name) {
        change("INSERT INTO tree (id, guid, source_name, source_group, name, type, status, categories, version,"
                + " deleted_id, created_at, created_by, updated_at, updated_by) VALUES (" + id + ", 'g" + id + "', '"
                + source + "', 'Größe', '" + name + "', 'TREE', 'ACTIVE', '[]', 0, 0, now(), 'x', now(), 'x')");
    }

    private static Draft draft(String name, String type, Map<String, Optional<String>> properties) {
        return new Draft(
                Optional.ofNullable(name), Optional.empty(), Optional.ofNullable(type), properties, Optional.empty());
    }

    private static Draft inactive() {
        return new Draft(Optional.empty(), Optional.of("Inactive"), Optional.empty(), Map.of(), Optional.empty());
    }

    private static void refused(String errorKey, ThrowingCallable what) {
        assertThatThrownBy(what).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.errorKey())
                .as(refusal.getMessage())
                .contains(errorKey));
    }

    @Test
    void secretsAreSealedAndNeverShown() {
        SourceView made = sources.create(
                draft(
                        "Über CE",
                        "Kinetic Request CE",
                        Map.of(
                                "Space Slug", Optional.of("acme"),
                                "Proxy Password", Optional.of(SECRET))),
                ANNA);

        assertThat(made.status()).isEqualTo("Active");
        assertThat(made.properties())
                .containsEntry("Space Slug", Optional.of("acme"))
                .containsEntry("Web Server", Optional.of(""))
                .containsEntry("Proxy Password", Optional.empty());
        assertThat(one("SELECT properties || secrets FROM source WHERE name = 'Über CE'"))
                .doesNotContain("s3cr3t");
        assertThat(secret("Über CE")).isEqualTo(SECRET);
        // What a client has read is written again: nothing is lost.
        sources.change(
                "Über CE",
                draft("Über CE", null, Map.of("Proxy Password", Optional.empty(), "Space Slug", Optional.of("b"))),
                ANNA);
        assertThat(secret("Über CE")).isEqualTo(SECRET);
        sources.change("Über CE", draft(null, null, Map.of("Proxy Password", Optional.of("new"))), ANNA);
        assertThat(secret("Über CE")).isEqualTo("new");
        assertThat(one("SELECT count(*) FROM integrator_secret")).isEqualTo("1");
        // Whoever is told which secrets were sealed anew is told its name.
        var sealed = new SecretOwners.Sealed(one("SELECT secret_owner FROM source WHERE name = 'Über CE'"), "any");
        assertThat(new SourceSecretOwners(transactions)
                        .names(List.of(sealed, new SecretOwners.Sealed("somebody else's", "any"))))
                .isEqualTo(Map.of(sealed, "Über CE"));
        sources.change("Über CE", draft(null, "Adhoc", Map.of()), ANNA);
        assertThat(one("SELECT count(*) FROM integrator_secret"))
                .as("of a property that is gone")
                .isEqualTo("0");
    }

    private String secret(String source) {
        var open = secrets.open(one("SELECT secret_owner FROM source WHERE name = '" + source + "'"));
        assertThat(open.readable()).hasSize(1);
        return open.readable().values().iterator().next();
    }

    @Test
    void whoStartsRunsKnowsItsAdapterAtOnce() {
        assertThat(adapters.of("Kinetic Request CE")).isEqualTo(SourceAdapter.REQUEST_CE);
        assertThat(adapters.of("Ours")).isEqualTo(SourceAdapter.ADHOC);

        sources.create(draft("Ours", "Kinetic Request CE", Map.of()), ANNA);
        assertThat(adapters.of("Ours")).isEqualTo(SourceAdapter.REQUEST_CE);
        assertThat(adapters.active("Ours")).isTrue();
        sources.change("Ours", inactive(), ANNA);
        assertThat(adapters.active("Ours")).isFalse();
        sources.delete("Ours", ANNA);

        assertThat(adapters.of("Ours")).isEqualTo(SourceAdapter.ADHOC);
        assertThat(adapters.active("Ours")).isTrue();
    }

    @Test
    void anotherServerKnowsOnceItHasLooked() {
        SourceAdapters others = new SourceAdapters(transactions);
        CatalogVersion version = new CatalogVersion(transactions, List.of(others), InstantSource.fixed(NOW));
        version.refresh();
        assertThat(others.of("Ours")).isEqualTo(SourceAdapter.ADHOC);

        sources.create(draft("Ours", "Kinetic Task", Map.of()), ANNA);
        assertThat(others.of("Ours")).isEqualTo(SourceAdapter.ADHOC);
        version.refresh();

        assertThat(others.of("Ours")).isEqualTo(SourceAdapter.TASK);
    }

    @Test
    void aNewNameIsCarriedToItsTrees() {
        sources.create(draft("Old", "Adhoc", Map.of()), ANNA);
        tree(1, "Old", "b");
        tree(2, "Old", "a");

        assertThat(sources.change("Old", draft("New", null, Map.of()), ANNA).name())
                .isEqualTo("New");

        refused("not_found", () -> sources.find("Old"));
        assertThat(sources.treeWords(List.of("New", "Old")).trees()).isEqualTo(Map.of("New", List.of("a", "b")));
        assertThat(sources.treeWords(List.of("New")).groups()).isEqualTo(Map.of("New", List.of("Größe")));
        assertThat(asked).containsExactly("rulesOf [Old]", "replace [Old, []]", "replace [New, []]");
    }

    @Test
    void oneWithTreesStays() {
        sources.create(draft("Used", "Adhoc", Map.of()), ANNA);
        tree(1, "Used", "a");
        refused("source_in_use", () -> sources.delete("Used", ANNA));

        change("UPDATE tree SET deleted_id = id");
        assertThat(sources.delete("Used", ANNA).name()).isEqualTo("Used");

        refused("not_found", () -> sources.find("Used"));
    }

    @Test
    void whatIsWrongIsRefusedAndChangesNothing() {
        sources.create(draft("Kept", "Kinetic Request CE", Map.of("Space Slug", Optional.of("a"))), ANNA);

        refused("uniqueness_violation", () -> sources.create(draft("Kept", "Adhoc", Map.of()), ANNA));
        refused("uniqueness_violation", () -> sources.change("Kept", draft("Adhoc", null, Map.of()), ANNA));
        refused("invalid_value", () -> sources.create(draft(null, "Adhoc", Map.of()), ANNA));
        refused("invalid_value", () -> sources.create(draft(" ", "Adhoc", Map.of()), ANNA));
        refused("invalid_value", () -> sources.create(draft("x".repeat(256), "Adhoc", Map.of()), ANNA));
        refused("invalid_value", () -> sources.create(draft("x", "Remedy", Map.of()), ANNA));
        refused(
                "unknown_property",
                () -> sources.change(
                        "Kept",
                        draft(null, null, Map.of("Proxy Password", Optional.of(SECRET), "Nobody", Optional.of("x"))),
                        ANNA));
        refused(
                "invalid_value",
                () -> sources.change(
                        "Kept", draft(null, null, Map.of("Space Slug", Optional.of("x".repeat(4001)))), ANNA));
        refused("built_in_source", () -> sources.delete("Kinetic Task", ANNA));
        refused("built_in_source", () -> sources.change("-", draft("x", null, Map.of()), ANNA));
        refused("built_in_source", () -> sources.change("Kinetic Request CE", inactive(), ANNA));
        refused("built_in_source", () -> sources.change("Kinetic Request CE", draft(null, "Adhoc", Map.of()), ANNA));
        refused("not_found", () -> sources.delete("Nowhere", ANNA));
        refused("not_found", () -> sources.change("Nowhere", inactive(), ANNA));

        assertThat(sources.find("Kept").properties()).containsEntry("Space Slug", Optional.of("a"));
        assertThat(one("SELECT count(*) FROM integrator_secret")).isEqualTo("0");
    }
}

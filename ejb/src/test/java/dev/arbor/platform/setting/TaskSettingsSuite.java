package dev.arbor.platform.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.database.Ids;
import dev.arbor.engine.database.PlainTransactions;
import dev.arbor.engine.database.TestDatabase;
import dev.arbor.engine.error.SystemErrorReports;
import dev.arbor.engine.handler.store.HandlerSecretOwners;
import dev.arbor.engine.member.Member;
import dev.arbor.integrator.database.IntegratorSchema;
import dev.arbor.integrator.database.Transactions;
import dev.arbor.integrator.vault.KeyRing;
import dev.arbor.integrator.vault.Rotation;
import dev.arbor.integrator.vault.SealedBox;
import dev.arbor.integrator.vault.Secrets;
import dev.arbor.integrator.vault.Vault;
import dev.arbor.platform.api.SecretRotation.Resealed;
import dev.arbor.platform.api.TaskSettings.Kind;
import dev.arbor.platform.row.Rows;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Settings that are kept for clients, secrets sealed anew, and system errors, on whichever database a subclass brings. */
abstract class TaskSettingsSuite {

    private static final Caller ANNA = new Caller("anna", "test");
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String OLD = "old:" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final String LOST = "lost:" + Base64.getEncoder().encodeToString(bytes(7));
    private static final String NEW = "new:" + Base64.getEncoder().encodeToString(bytes(9));

    private TestDatabase database;
    private PlainTransactions transactions;

    abstract TestDatabase fresh();

    private static byte[] bytes(int each) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) each);
        return key;
    }

    @BeforeEach
    void open() {
        database = fresh();
        IntegratorSchema.bringUpToDate(database.source());
        transactions = new PlainTransactions(database.source());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private SealedBox box(String keys) {
        return new SealedBox(new Transactions(database.source()), new Secrets(new Vault(KeyRing.parse(keys))));
    }

    private StoredTaskSettings settings(String keys) {
        return new StoredTaskSettings(transactions, box(keys), () -> NOW);
    }

    private SealedAnew rotation(String keys) {
        return new SealedAnew(
                new Rotation(new Transactions(database.source()), new Vault(KeyRing.parse(keys))),
                List.of(new AuthenticationOwner(), new IdentityStoreOwner(), new HandlerSecretOwners(transactions)));
    }

    private void handler(String definitionId, String owner) {
        transactions.call(unit -> Rows.change(
                unit.connection(),
                "INSERT INTO handler (definition_id, name, description, status, checksum, secret_owner, node_xml,"
                        + " created_at, created_by, updated_at, updated_by) VALUES (?, ?, '', 'Active', '', ?, ?, ?, 'x', ?, 'x')",
                definitionId,
                definitionId,
                owner,
                new byte[0],
                NOW,
                NOW));
    }

    @Test
    void settings_are_kept_and_their_values_never_shown() {
        StoredTaskSettings settings = settings(OLD);
        assertThat(settings.find(Kind.AUTHENTICATION).properties()).isEmpty();
        settings.change(Kind.AUTHENTICATION, "a.B", Map.of("Key", "planted", "Other", "x"), ANNA);
        settings.change(Kind.AUTHENTICATION, "a.C", Map.of("Other", " "), ANNA);
        settings.change(Kind.IDENTITY_STORE, "a.D", Map.of(), ANNA);

        assertThat(settings.find(Kind.AUTHENTICATION).implementation()).isEqualTo("a.C");
        assertThat(settings.find(Kind.AUTHENTICATION).properties()).containsExactly("Key");
        assertThat(settings.find(Kind.IDENTITY_STORE).properties()).isEmpty();
        for (Map<String, String> wrong : List.of(
                Map.of("", "x"), Map.of("x".repeat(256), "x"), Map.of("a", "x".repeat(4_001)), Map.of("a\0", "x"))) {
            assertThatThrownBy(() -> settings.change(Kind.AUTHENTICATION, "a.E", wrong, ANNA))
                    .isInstanceOf(Refusal.class);
        }
        assertThatThrownBy(() -> settings.change(Kind.AUTHENTICATION, " ", Map.of(), ANNA))
                .isInstanceOf(Refusal.class);
        assertThat(settings.find(Kind.AUTHENTICATION).implementation()).isEqualTo("a.C");
    }

    @Test
    void secrets_are_sealed_anew_and_it_is_told_whose_they_are() {
        handler("h_v1", "hd-1");
        handler("lost_v1", "hd-2");
        settings(OLD).change(Kind.AUTHENTICATION, "a.B", Map.of("Key", "planted"), ANNA);
        settings(OLD).change(Kind.IDENTITY_STORE, "a.B", Map.of("Password", "planted"), ANNA);
        box(OLD).put("hd-1", "p", "planted");
        box(OLD).put("wh-1", "p", "planted");
        box(LOST).put("hd-2", "p", "planted");

        Resealed would = rotation(NEW + "," + OLD).rotate(true);
        assertThat(would.key()).isEqualTo("new");
        assertThat(would.secrets()).isEqualTo(4);
        assertThat(would.authenticationProperties()).containsExactly("Key");
        assertThat(would.identityStoreProperties()).containsExactly("Password");
        assertThat(would.handlers()).containsExactly("h_v1");
        assertThat(would.errors()).containsOnlyKeys("lost_v1");
        assertThat(box(NEW).open("hd-1").readable()).as("nothing was written").isEmpty();

        assertThat(rotation(NEW + "," + OLD).rotate(false)).isEqualTo(would);
        assertThat(box(NEW).open("hd-1").readable()).containsEntry("p", "planted");
        assertThat(box(LOST).open("hd-2").readable()).containsEntry("p", "planted");
        assertThat(rotation(NEW + "," + OLD).rotate(false).secrets()).isZero();
    }

    @Test
    void a_failure_is_recorded_once_while_it_is_active() {
        SystemErrorReports errors =
                new SystemErrorReports(transactions, new Ids(database.source()), new Member(), () -> NOW);
        assertThat(errors.report("Processing Error", "It broke.", "text")).isTrue();
        assertThat(errors.report("Processing Error", "It broke.", "other")).isFalse();
        assertThat(errors.report("Processing Error", "It broke again.", "text")).isTrue();
        transactions.call(unit -> Rows.change(unit.connection(), "UPDATE system_error SET status = 'HANDLED'"));
        assertThat(errors.report("Processing Error", "It broke.", "text")).isTrue();
    }
}

package dev.arbor.integrator.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.arbor.integrator.vault.Vault.Place;
import java.nio.file.Path;
import java.security.Provider;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wildfly.security.auth.server.IdentityCredentials;
import org.wildfly.security.credential.Credential;
import org.wildfly.security.credential.PasswordCredential;
import org.wildfly.security.credential.SecretKeyCredential;
import org.wildfly.security.credential.store.CredentialStore;
import org.wildfly.security.credential.store.WildFlyElytronCredentialStoreProvider;
import org.wildfly.security.password.WildFlyElytronPasswordProvider;
import org.wildfly.security.password.interfaces.ClearPassword;

/** With a real credential store in a file. */
class StoredKeysTest {

    private static final Place PLACE = new Place("c1", "/config/password");
    private static final String TOLD =
            Base64.getEncoder().encodeToString("t".repeat(32).getBytes());

    @TempDir
    private Path folder;

    private CredentialStore store;

    @BeforeEach
    void make() throws Exception {
        store = open("store-password", true);
    }

    private CredentialStore open(String password, boolean create) throws Exception {
        Provider[] providers = {
            WildFlyElytronCredentialStoreProvider.getInstance(), WildFlyElytronPasswordProvider.getInstance()
        };
        CredentialStore opened = CredentialStore.getInstance("KeyStoreCredentialStore", providers[0]);
        opened.initialize(
                Map.of(
                        "location",
                        folder.resolve("store").toString(),
                        "create",
                        String.valueOf(create),
                        "modifiable",
                        "true",
                        "keyStoreType",
                        "JCEKS"),
                new CredentialStore.CredentialSourceProtectionParameter(
                        IdentityCredentials.NONE.withCredential(clear(password))),
                providers);
        return opened;
    }

    private static PasswordCredential clear(String text) {
        return new PasswordCredential(ClearPassword.createRaw(ClearPassword.ALGORITHM_CLEAR, text.toCharArray()));
    }

    private static SecretKeyCredential key(int bits) throws Exception {
        KeyGenerator generator = KeyGenerator.getInstance("AES");
        generator.init(bits);
        SecretKey key = generator.generateKey();
        return new SecretKeyCredential(key);
    }

    private void keep(String alias, Credential credential) throws Exception {
        store.store(alias, credential);
        store.flush();
    }

    private KeyRing ring(String... aliases) throws Exception {
        return KeyRing.of(StoredKeys.of(open("store-password", false), "arbor", List.of(aliases)), Optional.empty());
    }

    @Test
    void sealsWithTheFirstAndOpensWithAll() throws Exception {
        keep("2025", clear(TOLD));
        String old = new Vault(ring("2025")).seal(PLACE, "s3cr3t");
        keep("2026", key(256));

        Vault vault = new Vault(ring("2026", "2025"));

        assertThat(vault.activeKey()).isEqualTo("2026");
        assertThat(vault.open(PLACE, old)).isEqualTo("s3cr3t");
        assertThat(new Vault(ring("2026")).open(PLACE, vault.seal(PLACE, "x"))).isEqualTo("x");
    }

    @Test
    void keysThatWereToldOtherwiseStillOpen() throws Exception {
        String old = new Vault(KeyRing.parse("told:" + TOLD)).seal(PLACE, "s3cr3t");
        keep("2026", key(256));

        Vault vault = new Vault(
                KeyRing.of(StoredKeys.of(store, "arbor", List.of("2026")), Optional.of(KeyRing.parse("told:" + TOLD))));

        assertThat(vault.activeKey()).isEqualTo("2026");
        assertThat(vault.open(PLACE, old)).isEqualTo("s3cr3t");
    }

    @Test
    void saysWhichKeyIsMissingOrOfNoUse() throws Exception {
        keep("short", key(128));
        keep("word", clear("planted-not-base64"));

        assertThatThrownBy(() -> ring("2027"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'2027'")
                .hasMessageContaining("'arbor'");
        assertThatThrownBy(() -> ring("short")).hasMessageContaining("'short'").hasMessageContaining("256 bits");
        assertThatThrownBy(() -> ring("word")).hasMessageContaining("'word'").hasMessageNotContaining("planted");
        assertThatThrownBy(() -> ring()).hasMessageContaining("at least one");
    }

    @Test
    void aSecretOfAKeyThatIsNotInTheStoreAnyMoreIsUnreadable() throws Exception {
        keep("2025", key(256));
        String old = new Vault(ring("2025")).seal(PLACE, "s3cr3t");
        keep("2026", key(256));

        assertThatThrownBy(() -> new Vault(ring("2026")).open(PLACE, old))
                .isInstanceOf(UnreadableSecretException.class)
                .hasMessageContaining("'2025'");
    }
}

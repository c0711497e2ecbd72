package dev.arbor.integrator.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.vault.Vault.Place;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class VaultTest {

    private static final String OLD = "2025-01:" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final String NEW =
            "2026-01:" + Base64.getEncoder().encodeToString("n".repeat(32).getBytes());
    private static final Place PLACE = new Place("c1", "/config/auth/password");

    private final Vault vault = new Vault(KeyRing.parse(NEW + "," + OLD));

    @Test
    void opensWhatItSealed() throws Exception {
        String envelope = vault.seal(PLACE, "s3cr3t — ключ 🔑");

        assertThat(envelope).doesNotContain("s3cr3t");
        assertThat(vault.open(PLACE, envelope)).isEqualTo("s3cr3t — ключ 🔑");
    }

    @Test
    void sealsTheSameTextDifferentlyEachTime() {
        assertThat(vault.seal(PLACE, "x")).isNotEqualTo(vault.seal(PLACE, "x"));
    }

    @Test
    void namesItsKeyInTheEnvelope() throws Exception {
        JsonNode envelope = new ObjectMapper().readTree(vault.seal(PLACE, "x"));

        assertThat(envelope.path("v").asInt()).isEqualTo(1);
        assertThat(envelope.path("kid").asText()).isEqualTo("2026-01");
        assertThat(envelope.path("iv").binaryValue()).hasSize(12);
        assertThat(envelope.path("tag").binaryValue()).hasSize(16);
    }

    @Test
    void opensWithAKeyThatIsNoLongerActive() throws Exception {
        String envelope = new Vault(KeyRing.parse(OLD)).seal(PLACE, "old");

        assertThat(vault.open(PLACE, envelope)).isEqualTo("old");
    }

    @Test
    void doesNotOpenInAnotherPlace() {
        String envelope = vault.seal(PLACE, "x");

        assertThatThrownBy(() -> vault.open(new Place("c2", PLACE.path()), envelope))
                .isInstanceOf(UnreadableSecretException.class)
                .hasMessageContaining("changed or moved");
        assertThatThrownBy(() -> vault.open(new Place("c1", "/config/auth/token"), envelope))
                .isInstanceOf(UnreadableSecretException.class);
    }

    @Test
    void doesNotOpenWhatWasChanged() throws Exception {
        ObjectNode envelope = (ObjectNode) new ObjectMapper().readTree(vault.seal(PLACE, "xyz"));
        byte[] text = envelope.path("ct").binaryValue();
        text[0] ^= 1;
        envelope.put("ct", Base64.getEncoder().encodeToString(text));

        assertThatThrownBy(() -> vault.open(PLACE, envelope.toString())).isInstanceOf(UnreadableSecretException.class);
    }

    @Test
    void saysWhichKeyIsMissing() {
        String envelope = vault.seal(PLACE, "x");

        assertThatThrownBy(() -> new Vault(KeyRing.parse(OLD)).open(PLACE, envelope))
                .isInstanceOf(UnreadableSecretException.class)
                .hasMessageContaining("'2026-01'");
    }

    @Test
    void refusesWhatIsNoEnvelope() {
        for (String broken : new String[] {"", "{}", "plain", "{\"v\":1,\"kid\":\"2026-01\"}", "null"}) {
            assertThatThrownBy(() -> vault.open(PLACE, broken))
                    .as(broken)
                    .isInstanceOf(UnreadableSecretException.class)
                    .hasMessageNotContaining("plain");
        }
    }

    @Test
    void neverQuotesAKeyInItsMessages() {
        String half = Base64.getEncoder().encodeToString("topsecret".getBytes());

        assertThatThrownBy(() -> KeyRing.parse("k1:" + half))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'k1'")
                .hasMessageNotContaining(half);
        assertThatThrownBy(() -> KeyRing.parse(half))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(half);
        assertThatThrownBy(() -> KeyRing.parse(OLD + "," + OLD)).hasMessageContaining("two are called '2025-01'");
        assertThatThrownBy(() -> KeyRing.parse(" ")).hasMessageContaining("at least one");
        assertThat(KeyRing.parse(OLD).active()).hasToString("EncryptionKey[2025-01]");
    }
}

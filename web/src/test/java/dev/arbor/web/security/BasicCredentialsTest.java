package dev.arbor.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class BasicCredentialsTest {

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theSecretMayHaveAnyCharacter() {
        assertThat(BasicCredentials.of("basic  " + encoded("zoë:p:ässword:")))
                .contains(new BasicCredentials("zoë", "p:ässword:"));
        assertThat(BasicCredentials.of("Basic " + encoded(":"))).contains(new BasicCredentials("", ""));
    }

    @Test
    void whatCannotBeDecodedIsNoCredential() {
        assertThat(BasicCredentials.of(null)).isEmpty();
        assertThat(BasicCredentials.of("")).isEmpty();
        assertThat(BasicCredentials.of("Basic")).isEmpty();
        assertThat(BasicCredentials.of("Bearer " + encoded("a:b"))).isEmpty();
        assertThat(BasicCredentials.of("Basic ***")).isEmpty();
        assertThat(BasicCredentials.of("Basic " + encoded("no colon"))).isEmpty();
        assertThat(BasicCredentials.of("Basic " + Base64.getEncoder().encodeToString(new byte[] {(byte) 0xff, ':'})))
                .isEmpty();
    }

    @Test
    void theSecretStaysOutOfLogs() {
        assertThat(new BasicCredentials("zoë", "hidden").toString())
                .contains("zoë")
                .doesNotContain("hidden");
    }
}

package dev.arbor.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.server.CommonServer;
import dev.arbor.server.IntegratorApi;
import org.junit.jupiter.api.Test;

class OAuthIT {

    @Test
    void aTokenOpensTheIntegrator() {
        assertThat(new IntegratorApi(CommonServer.get())
                        .get("/connections")
                        .ok()
                        .isArray())
                .isTrue();
    }
}

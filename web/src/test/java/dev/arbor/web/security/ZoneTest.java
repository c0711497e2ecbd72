package dev.arbor.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoneTest {

    @ParameterizedTest
    @CsvSource({
        "/app/integrator/api/connections, TOKEN",
        "/app/integrator/api/execute, TOKEN",
        "/app/integrator/api, TOKEN",
        "/app/integrator, TOKEN",
        "/app/integrator/anything, TOKEN",
        "/app/integrator/api/version/more, TOKEN",
        "/app/integrator/api/version, PUBLIC",
        "/app/integrator/api/healthz, PUBLIC",
        "/app/integrator/version, PUBLIC",
        "/app/integrator/healthz, PUBLIC",
        "/app/oauth/authorize, PASSWORD",
        "/app/oauth/token, PUBLIC",
        "/app/oauth/callback, PUBLIC",
        "/app/oauth/other, EITHER",
        "/app/oauth/token/, EITHER",
        "/app/api/v1/oauthClients, EITHER",
        "/app/components/task/app/api/v2/runs, EITHER",
        "/app/files/ticket/name, PUBLIC",
        "/app/files, EITHER",
        "/app/filesystem, EITHER",
        "/, EITHER",
        "'', EITHER",
    })
    void aPathAsksForWhatItSays(String path, Zone zone) {
        assertThat(Zone.of(path)).isEqualTo(zone);
    }
}

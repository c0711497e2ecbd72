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
        "/app/integrator/api/version, PROBE",
        "/app/integrator/api/healthz, PROBE",
        "/app/integrator/version, PROBE",
        "/app/integrator/healthz, PROBE",
        "/app/oauth/authorize, PASSWORD",
        "/app/oauth/token, PUBLIC",
        "/app/oauth/callback, PUBLIC",
        "/app/oauth/other, EITHER",
        "/app/oauth/token/, EITHER",
        "/app/api/v1/oauthClients, EITHER",
        "/app/components/task/app/api/v2/runs, EITHER",
        "/app/login, PUBLIC",
        "/app/login.do, PUBLIC",
        "/app/login.css, PUBLIC",
        "/app/login/, EITHER",
        "/app/logout, ANYBODY",
        "/app, PAGE",
        "/app/, PAGE",
        "/app/webApis/x, ANYBODY",
        "/app/kapps/k/webApis/x, ANYBODY",
        "/app/api/v1/kapps/k/webApis/x, EITHER",
        "/app/api/v1/kapps/k/forms/f, ANYBODY",
        "/app/api/v1/kapps/k/forms, EITHER",
        "/app/api/v1/kapps/k/forms/f/submissions, EITHER",
        "/app/api/v1/submissions/s, ANYBODY",
        "/app/api/v1/submissions/s/activities, EITHER",
        "/app/api/v1/submissions/s/files/f/0/n, ANYBODY",
        "/submissions/s/files/f/0/n, ANYBODY",
        "/submissions/s, EITHER",
        "/app/files/ticket/name, PUBLIC",
        "/app/files, EITHER",
        "/app/filesystem, EITHER",
        "/, EITHER",
        "'', EITHER",
    })
    void aPathAsksForWhatItSays(String path, Zone zone) {
        assertThat(Zone.of("GET", path)).isEqualTo(zone);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /app/api/v1/kapps/k/forms/f/submissions, VISITORS",
        "POST, /app/components/task/app/api/v2/runs, SIGNED",
        "POST, /kinetic-task/app/api/v2/runs/, SIGNED",
        "GET, /app/components/task/app/api/v2/runs, EITHER",
        "PUT, /app/components/task/app/api/v2/runs, EITHER",
        "POST, /app/components/task/app/api/v2/runs/1/triggers, EITHER",
        "POST, /app/components/task/app/api/v2/runs/task/t, SIGNED",
        "PUT, /app/components/task/app/api/v2/runs/task/t, SIGNED",
        "PUT, /app/components/task/app/api/v2/runs/1/tasks/2, EITHER",
        "POST, /kinetic-task/app/api/v1/run-tree/s/g/n, SIGNED",
        "POST, /app/components/task/app/api/v1/complete-deferred-task/s, SIGNED",
        "POST, /app/components/task/app/api/v1/update-deferred-task/s, SIGNED",
        "POST, /app/components/task/app/api/v1/import-tree, EITHER",
        "POST, /app/components/task/app/api/v2/access-keys, EITHER",
        "POST, /app/api/v1/kapps/k/forms/f/submissions/, VISITORS",
        "POST, /app/api/v1/kapps/k/forms/f/submissions-multipart, VISITORS",
        "POST, /app/api/v1/kapps/k/forms/f/submissions-search, EITHER",
        "POST, /app/api/v1/kapps/k/submissions, EITHER",
        "PATCH, /app/api/v1/kapps/k/forms/f/submissions, EITHER",
        "PUT, /app/api/v1/kapps/k/forms/f, EITHER",
        "DELETE, /app/api/v1/kapps/k/forms/f, EITHER",
        "PUT, /app/api/v1/submissions/s, ANYBODY",
        "POST, /app/api/v1/submissions/s, ANYBODY",
        "POST, /app/api/v1/submissions-multipart/s, ANYBODY",
        "PATCH, /app/api/v1/submissions/s, EITHER",
        "DELETE, /app/api/v1/submissions/s, EITHER",
        "POST, /app/oauth/authorize, PASSWORD",
        "POST, /app/integrator/api/connections, TOKEN",
    })
    void theMethodCountsWhereAnybodyMay(String method, String path, Zone zone) {
        assertThat(Zone.of(method, path)).isEqualTo(zone);
    }
}

package dev.arbor.oauth;

import static dev.arbor.oauth.OAuthServer.ADMIN;
import static dev.arbor.oauth.OAuthServer.MEMBER;
import static dev.arbor.oauth.OAuthServer.PASSWORD;
import static dev.arbor.oauth.OAuthServer.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.arbor.integrator.vault.KeyFile;
import dev.arbor.integrator.vault.Vault;
import dev.arbor.server.IntegratorApi;
import dev.arbor.server.TaskApi;
import dev.arbor.server.TaskApi.Answer;
import dev.arbor.server.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** OAuth as scripts, clients and people meet it (integrator spec 1.1, 3 and 8.2). */
class OAuthIT {

    private static final String INTEGRATOR = "/app/integrator/api/connections";
    private static final String NO_TOKEN = "{\"message\":\"Authorization header must contain a bearer token\"}";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static OAuthServer server;

    @BeforeAll
    static void start() {
        server = new OAuthServer();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static String token(String username) {
        return Tokens.of(server.process(), username, PASSWORD);
    }

    private static Answer with(String token, String path) {
        return server.send("GET", path, null, "Authorization", Tokens.bearer(token));
    }

    private static Answer as(String username, String method, String path) {
        return server.send(method, path, null, "Authorization", TaskApi.basic(username, PASSWORD));
    }

    private static void client(String json) {
        assertThat(server.core("POST", "/oauthClients", json, ADMIN).status()).isEqualTo(200);
    }

    private static JsonNode claims(String token) throws Exception {
        return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }

    private static String kid(String token) throws Exception {
        return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[0]))
                .get("kid")
                .asText();
    }

    // --- The implicit grant

    @Test
    void theRecipeGetsAToken() throws Exception {
        String redirect = server.shell("curl -u 'integration-user:plain-password-1' --max-redirs 0"
                + " -w '%{redirect_url}' \"$server/app/oauth/authorize?grant_type=implicit&response_type=token"
                + "&client_id=system\" 2>/dev/null");
        assertThat(redirect)
                .startsWith(server.process()
                        .uri("/app/oauth/callback#access_token=eyJ")
                        .toString())
                .contains("&token_type=bearer&expires_in=43200&scope=full_access&spaceSlug=acme"
                        + "&displayName=Zo%C3%AB%20%26%20Co%20%3D%201&iss=kinetic-data&spaceAdmin=true"
                        + "&email=zoe%40example.com&username=integration-user");
        String token = redirect.replaceFirst(".*access_token=([^&]*).*", "$1");
        assertThat(with(token, INTEGRATOR).status()).isEqualTo(200);
        JsonNode claims = claims(token);
        assertThat(claims.get("clientId").asText()).isEqualTo("system");
        assertThat(claims.get("spaceSlug").asText()).isEqualTo("acme");
        assertThat(claims.get("exp").asLong() - Instant.now().getEpochSecond()).isBetween(43_000L, 43_200L);
    }

    @Test
    void provisioningScriptsCutTheTokenOut() {
        String printed = server.shell("curl -s -u 'integration-user:plain-password-1' --max-redirs 0 -D - -o /dev/null"
                + " \"$server/kinetic/acme/app/oauth/authorize?grant_type=implicit&response_type=token&client_id=system\""
                + " | grep -i '^location:' | head -1 | sed 's/.*access_token=\\([^&]*\\).*/\\1/'");
        String token = printed.substring(0, printed.length() - 1);
        assertThat(printed).endsWith("\n");
        assertThat(token).matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
        assertThat(server.shell("curl -s -H 'Authorization: Bearer " + token
                        + "' $server/kinetic/acme/app/integrator/api/connections"))
                .isEqualTo("[]");
        assertThat(with(token, "/kinetic/another/app/integrator/api/connections")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whoIsUnknownGetsNothing() {
        String path = "/app/oauth/authorize?response_type=token&client_id=";
        Answer nobody = server.send("GET", path + "system", null);
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.header("WWW-Authenticate").orElseThrow()).startsWith("Basic ");
        Answer assumed = server.send("GET", path + "system", null, "X-Kinetic-AuthAssumed", "true");
        assertThat(assumed.status()).isEqualTo(401);
        assertThat(assumed.header("WWW-Authenticate")).isEmpty();
        Answer wrong = server.send("GET", path + "system", null, "Authorization", TaskApi.basic(MEMBER, "wrong"));
        assertThat(wrong.status()).isEqualTo(401);
        Answer renewal = with(token(ADMIN), path + "system");
        assertThat(renewal.status()).as("a token does not renew itself").isEqualTo(401);

        Answer client = as(ADMIN, "GET", path + "nobody");
        assertThat(client.status()).isEqualTo(401);
        assertThat(client.json().get("error").asText()).isEqualTo("invalid_client");
        for (String bad : List.of("?client_id=system", "?response_type=token", "?response_type=x&client_id=system")) {
            Answer answer = as(ADMIN, "POST", "/app/oauth/authorize" + bad);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().get("error_description").asText()).startsWith("Expected ");
        }
    }

    @Test
    void theCallbackPageIsStrict() {
        Answer page = server.send("GET", "/app/oauth/callback", null);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'self'");
        Answer script = server.send("GET", "/app/oauth/callback.js", null);
        assertThat(script.header("Content-Type").orElseThrow()).startsWith("text/javascript");
        assertThat(script.text()).contains("postMessage(granted, window.location.origin)");
        JsonNode metadata = server.send("GET", "/.well-known/oauth-authorization-server", null)
                .ok();
        assertThat(metadata.get("token_endpoint").asText())
                .isEqualTo(server.process().uri("/app/oauth/token").toString());
    }

    // --- Codes and clients

    private static String code(Answer answer) {
        assertThat(answer.status()).isEqualTo(302);
        String location = answer.header("Location").orElseThrow();
        assertThat(location).matches(".*[?&]code=[A-Za-z0-9_-]+#/");
        return location.substring(location.indexOf("code=") + 5, location.indexOf('#'));
    }

    private static Answer redeem(String client, String secret, String code) {
        return server.send(
                "POST",
                "/app/oauth/token?grant_type=authorization_code&response_type=token&client_id=" + client + "&code="
                        + code,
                null,
                "Authorization",
                TaskApi.basic(client, secret));
    }

    @Test
    void aCodeIsGoodOnceAndForAMinute() throws Exception {
        client("{\"clientId\":\"coder\",\"name\":\"Coder\",\"clientSecret\":\"secret-of-coder\","
                + "\"redirectUri\":\"https://app.example.com/cb?x=1\"}");
        String ask = "/app/oauth/authorize?grant_type=authorization_code&response_type=code&client_id=coder";
        Answer first = as(ADMIN, "POST", ask + "&state=a%20b");
        assertThat(first.header("Location").orElseThrow())
                .startsWith("https://app.example.com/cb?x=1&state=a%20b&code=");
        String code = code(first);

        Answer wrong = redeem("coder", "wrong", code);
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.json().get("error").asText()).isEqualTo("invalid_client");
        assertThat(redeem("nobody", "secret-of-coder", code).status()).isEqualTo(401);
        JsonNode granted = redeem("coder", "secret-of-coder", code).ok();
        assertThat(granted.get("token_type").asText()).isEqualTo("bearer");
        assertThat(granted.get("expires_in").asInt()).isEqualTo(43_200);
        String token = granted.get("access_token").asText();
        assertThat(claims(token).get("clientId").asText()).isEqualTo("coder");
        assertThat(with(token, INTEGRATOR).status()).isEqualTo(200);
        Answer again = redeem("coder", "secret-of-coder", code);
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.json().get("error").asText()).isEqualTo("invalid_grant");

        String late = code(as(ADMIN, "POST", ask));
        server.execute("UPDATE oauth_code SET expires_at = now()");
        assertThat(redeem("coder", "secret-of-coder", late)
                        .json()
                        .get("error_description")
                        .asText())
                .contains("expired");
    }

    @Test
    void clientsWithoutASecretProveThemselvesByTheirVerifier() throws Exception {
        String verifier = "v".repeat(50);
        String challenge = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        String code = code(server.send(
                "POST",
                "/app/oauth/authorize",
                "response_type=code&client_id=kinetic-bundle&code_challenge_method=S256&code_challenge=" + challenge,
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Authorization",
                TaskApi.basic(MEMBER, PASSWORD)));
        Answer granted = server.send(
                "POST",
                "/app/oauth/token",
                "grant_type=authorization_code&client_id=kinetic-bundle&code=" + code + "&code_verifier=" + verifier,
                "Content-Type",
                "application/x-www-form-urlencoded");
        assertThat(granted.ok().get("username").asText()).isEqualTo(MEMBER);
    }

    @Test
    void programsGetTokensByThemselves() {
        client("{\"clientId\":\"worker\",\"clientSecret\":\"secret-of-worker\",\"serviceUser\":\"robot\"}");
        String granted = server.shell(
                "curl -s -u worker:secret-of-worker -d grant_type=client_credentials $server/app/oauth/token"
                        + " | sed 's/.*\"access_token\":\"\\([^\"]*\\)\".*/\\1/'");
        assertThat(with(granted.strip(), INTEGRATOR).status()).isEqualTo(200);
        Answer service = server.send(
                "POST",
                "/app/oauth/token?grant_type=client_credentials",
                null,
                "Authorization",
                TaskApi.basic(SERVICE, PASSWORD));
        assertThat(service.ok().get("username").asText())
                .as("a service account is a client")
                .isEqualTo(SERVICE);
        Answer person = server.send(
                "POST",
                "/app/oauth/token?grant_type=client_credentials",
                null,
                "Authorization",
                TaskApi.basic(ADMIN, PASSWORD));
        assertThat(person.status()).isEqualTo(401);
    }

    @Test
    void clientsAreKeptByAdministrators() {
        Answer made = server.core(
                "POST",
                "/oauthClients",
                "{\"clientId\":\"kept\",\"name\":\"Kept\",\"description\":\"…\",\"clientSecret\":\"secret-of-kept\","
                        + "\"redirectUri\":null,\"unknown\":1}",
                ADMIN);
        assertThat(made.ok().at("/client/clientId").asText()).isEqualTo("kept");
        assertThat(made.json().at("/client/clientSecret").isNull()).isTrue();
        JsonNode list =
                server.core("GET", "/oauthClients?include=details", null, ADMIN).ok();
        assertThat(list.get("messages").isArray()).isTrue();
        assertThat(list.get("oauthClients").findValuesAsText("clientId")).contains("kept");
        assertThat(list.get("oauthClients").findValuesAsText("createdBy")).contains(ADMIN);
        assertThat(server.core("PUT", "/oauthClients/kept", "{\"name\":\"Other\"}", ADMIN)
                        .ok()
                        .at("/client/name")
                        .asText())
                .isEqualTo("Other");

        Answer taken = server.core("POST", "/oauthClients", "{\"clientId\":\"kept\"}", ADMIN);
        assertThat(taken.status()).isEqualTo(400);
        assertThat(taken.json().get("errorKey").asText()).isEqualTo("uniqueness_violation");
        assertThat(taken.json().get("statusCode").asInt()).isEqualTo(400);
        assertThat(taken.json().get("correlationId").asText()).isNotEmpty();
        assertThat(taken.json().get("error").asText()).contains("already exists");
        Answer secret =
                server.core("PUT", "/oauthClients/kept", "{\"clientSecret\":{\"quoted\":\"not-to-be-quoted\"}}", ADMIN);
        assertThat(secret.status()).isEqualTo(400);
        assertThat(secret.text()).doesNotContain("not-to-be-quoted");

        for (String method : List.of("GET", "POST", "PUT", "DELETE")) {
            Answer refused = server.core(
                    method,
                    method.equals("POST") ? "/oauthClients" : "/oauthClients/kept",
                    method.equals("POST") || method.equals("PUT") ? "{\"clientId\":\"kept\"}" : null,
                    MEMBER);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.json().get("errorKey").asText()).isEqualTo("forbidden");
        }
        assertThat(server.core("POST", "/oauthSigningKey/rotate", null, MEMBER).status())
                .isEqualTo(403);

        server.core("DELETE", "/oauthClients/kept", null, ADMIN).ok();
        assertThat(server.core("GET", "/oauthClients/kept", null, ADMIN).status())
                .isEqualTo(404);
    }

    // --- What a token opens

    @Test
    void theIntegratorTakesTokensOfAdministratorsAlone() {
        for (String path : List.of(INTEGRATOR, "/kinetic/acme" + INTEGRATOR, "/app/integrator/%61pi/connections")) {
            assertThat(server.send("GET", path, null).text()).isEqualTo(NO_TOKEN);
            Answer basic = as(ADMIN, "GET", path);
            assertThat(basic.status()).isEqualTo(401);
            assertThat(basic.text()).isEqualTo(NO_TOKEN);
        }
        assertThat(server.send("GET", INTEGRATOR, null, "Authorization", "Bearer ")
                        .text())
                .isEqualTo(NO_TOKEN);
        Answer nonsense = with("nonsense", INTEGRATOR);
        assertThat(nonsense.status()).isEqualTo(401);
        assertThat(nonsense.json().get("message").asText()).startsWith("Expected a token");
        assertThat(nonsense.json()).hasSize(1);

        Answer member = with(token(MEMBER), INTEGRATOR);
        assertThat(member.status()).isEqualTo(403);
        assertThat(member.json().get("errorKey").asText()).isEqualTo("forbidden");
        assertThat(member.json()).hasSize(2);
        Answer execution = server.send(
                "POST",
                "/app/integrator/api/execute",
                "{}",
                "Content-Type",
                "application/json",
                "Authorization",
                Tokens.bearer(token(MEMBER)));
        assertThat(execution.status()).isEqualTo(403);

        for (String open : List.of("/api/healthz", "/healthz", "/api/version", "/version")) {
            assertThat(server.send("GET", "/app/integrator" + open, null).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void theTaskApiTakesBoth() {
        String runs = TaskApi.PREFIX + "/runs";
        assertThat(with(token(MEMBER), runs).status()).isEqualTo(200);
        assertThat(as(MEMBER, "GET", runs).status()).isEqualTo(200);
        assertThat(with(token(MEMBER), "/kinetic/acme" + runs).status()).isEqualTo(200);
        assertThat(with("nonsense", runs).status()).isEqualTo(401);
        Answer nobody = server.send("GET", runs, null);
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.json().get("errorKey").asText()).isEqualTo("unauthorized");
    }

    @Test
    void aDisabledAccountIsOutAtOnce() {
        server.execute(
                "INSERT INTO account SELECT 'leaver', password_hash, email, display_name, administrator, enabled,"
                        + " created_at, updated_at, service FROM account WHERE username = 'jane'");
        String token = token("leaver");
        String runs = TaskApi.PREFIX + "/runs";
        assertThat(with(token, runs).status()).isEqualTo(200);
        server.execute("UPDATE account SET enabled = FALSE WHERE username = 'leaver'");
        assertThat(with(token, runs).status()).isEqualTo(401);
        assertThat(as("leaver", "GET", runs).status()).isEqualTo(401);
    }

    // --- Keys

    @Test
    void tokensSurviveARestartAndARotation() throws Exception {
        String before = token(ADMIN);
        server.process().kill();
        server.process().restart();
        assertThat(with(before, INTEGRATOR).status()).isEqualTo(200);
        assertThat(kid(token(ADMIN))).isEqualTo(kid(before));

        JsonNode rotated =
                server.core("POST", "/oauthSigningKey/rotate", null, ADMIN).ok().get("oauthSigningKey");
        String after = token(ADMIN);
        assertThat(kid(after)).isEqualTo(rotated.get("kid").asText()).isNotEqualTo(kid(before));
        assertThat(with(before, INTEGRATOR).status()).isEqualTo(200);
        new IntegratorApi(server.process(), before)
                .post("/rotate-encryption-key")
                .ok();
        assertThat(with(after, INTEGRATOR).status()).isEqualTo(200);

        assertThat(server.core("POST", "/oauthSigningKey/rotate?revoke=true", null, ADMIN)
                        .ok()
                        .at("/oauthSigningKey/earlierTokensAcceptedUntil")
                        .isNull())
                .isTrue();
        assertThat(with(before, INTEGRATOR).status()).isEqualTo(401);
        assertThat(with(after, INTEGRATOR).status()).isEqualTo(401);
        assertThat(with(token(ADMIN), INTEGRATOR).status()).isEqualTo(200);
    }

    @Test
    void nothingSecretIsShownAnywhere() throws Exception {
        client("{\"clientId\":\"leaky\",\"clientSecret\":\"secret-of-leaky\",\"serviceUser\":\"robot\"}");
        String code = code(as(ADMIN, "POST", "/app/oauth/authorize?response_type=code&client_id=leaky"));
        String token = redeem("leaky", "secret-of-leaky", code)
                .ok()
                .get("access_token")
                .asText();
        String tables = server.rows("SELECT * FROM oauth_client") + "" + server.rows("SELECT * FROM oauth_code")
                + server.rows("SELECT * FROM oauth_signing_key") + server.rows("SELECT * FROM account")
                + server.rows("SELECT * FROM integrator_secret");
        String log = server.process().log();
        String console = server.process().said();
        assertThat(log).contains("Issued a token of 'integration-user' to the client 'leaky' (authorization_code).");
        for (String place : List.of(tables, log, console)) {
            assertThat(place).doesNotContain("secret-of-leaky", PASSWORD, code, token, token.split("\\.")[2]);
        }

        Vault vault =
                new Vault(KeyFile.openOrCreate(server.process().data().resolve("integrator-keys"), Instant.now()));
        List<List<String>> sealed =
                server.rows("SELECT owner, place, envelope FROM integrator_secret WHERE owner = 'oauth-signing-keys'");
        assertThat(sealed).isNotEmpty();
        for (List<String> row : sealed) {
            String key = vault.open(new Vault.Place(row.get(0), row.get(1)), row.get(2));
            assertThat(Base64.getDecoder().decode(key)).hasSize(32);
            for (String place : List.of(tables, log, console, server.answers())) {
                assertThat(place).doesNotContain(key);
            }
        }
    }
}

package dev.arbor.platform.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.database.TestDatabase;
import dev.arbor.platform.api.Account;
import dev.arbor.platform.api.Grants.Proof;
import dev.arbor.platform.api.Grants.Request;
import dev.arbor.platform.api.InvalidTokenException;
import dev.arbor.platform.api.OAuthClients.Client;
import dev.arbor.platform.api.OAuthClients.Fields;
import dev.arbor.platform.api.OAuthRefusal;
import dev.arbor.platform.oauth.OAuthDatabase.Server;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys, clients and grants on a real database. */
abstract class OAuthSuite {

    private static final Caller ADMIN = new Caller("admin", "test");

    private OAuthDatabase database;
    private Server server;
    private Account admin;

    abstract TestDatabase fresh();

    @BeforeEach
    void open() {
        database = new OAuthDatabase(fresh());
        database.account("admin", true, false);
        server = database.server(OAuthDatabase.OLD);
        admin = database.accounts().find("admin").orElseThrow().account();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static boolean accepts(Server server, String token) {
        try {
            server.tokens().verify(token);
            return true;
        } catch (InvalidTokenException e) {
            return false;
        }
    }

    private String token(Server at) {
        return at.tokens().issue(admin, "system").value();
    }

    // --- Keys

    @Test
    void serversThatStartTogetherMakeOneKey() {
        Set<String> kids = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 8)
                .parallel()
                .forEach(i -> kids.add(
                        database.server(OAuthDatabase.OLD).keys().active().kid()));
        assertThat(kids).hasSize(1);
    }

    @Test
    void tokensSurviveARestart() {
        String token = token(server);
        assertThat(accepts(database.server(OAuthDatabase.OLD), token)).isTrue();
    }

    @Test
    void aRotatedKeyIsAcceptedUntilItsTokensHaveExpiredAndNoLonger() {
        String kid = server.keys().active().kid();
        server.keys().rotate(false, ADMIN);
        assertThat(server.keys().active().kid()).isNotEqualTo(kid);

        database.pass(KeyChain.ACCEPTED.minusSeconds(1));
        assertThat(server.keys().accepted(kid)).isPresent();
        database.pass(Duration.ofSeconds(1));
        assertThat(server.keys().accepted(kid)).isEmpty();

        server.keys().rotate(false, ADMIN);
        database.pass(KeyChain.ACCEPTED);
        server.keys().rotate(false, ADMIN);
        assertThat(database.server(OAuthDatabase.OLD).keys().accepted(kid))
                .as("a key that nobody needs is forgotten")
                .isEmpty();
    }

    @Test
    void tokensLiveOnThroughARotationAndEndWithARevocation() {
        String before = token(server);
        server.keys().rotate(false, ADMIN);
        String after = token(server);
        assertThat(accepts(server, before)).isTrue();
        assertThat(accepts(server, after)).isTrue();

        server.keys().rotate(true, ADMIN);
        assertThat(accepts(server, before)).isFalse();
        assertThat(accepts(server, after)).isFalse();
        assertThat(accepts(server, token(server))).isTrue();
    }

    @Test
    void anotherServerLearnsOfARotation() {
        Server other = database.server(OAuthDatabase.OLD);
        String old = token(other);
        server.keys().rotate(true, ADMIN);
        database.pass(Duration.ofSeconds(1));
        assertThat(accepts(other, token(server))).as("a name it did not know").isTrue();
        assertThat(accepts(other, old)).as("and what it has read then").isFalse();
        server.keys().rotate(true, ADMIN);
        String kid = server.keys().active().kid();
        database.pass(KeyChain.HELD);
        assertThat(other.keys().active().kid()).as("it signs with the new one").isEqualTo(kid);
    }

    @Test
    void theRotationOfTheEncryptionKeySealsSigningKeysAnew() {
        String token = token(server);
        assertThat(database.rotateEncryption(OAuthDatabase.NEW + "," + OAuthDatabase.OLD)
                        .sealed())
                .isEqualTo(1);
        assertThat(accepts(database.server(OAuthDatabase.NEW), token)).isTrue();
    }

    @Test
    void aKeyThatCannotBeOpenedIsToldAndARotationHeals() {
        String lost = token(server);
        Server other = database.server(OAuthDatabase.NEW);
        assertThatThrownBy(() -> token(other))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("rotate the signing key");
        other.keys().rotate(false, ADMIN);
        assertThat(accepts(other, token(other))).isTrue();
        assertThat(accepts(other, lost)).isFalse();
    }

    // --- Clients

    private static Fields fields(String clientId, String secret, String redirectUri, String serviceUser) {
        return new Fields(
                Optional.ofNullable(clientId),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(secret),
                Optional.ofNullable(redirectUri),
                Optional.ofNullable(serviceUser));
    }

    @Test
    void aClientIsMadeChangedAndForgotten() {
        Client made = server.clients().create(fields("my-app", "s1", "https://app.example.com/cb", "admin"), ADMIN);
        assertThat(made.name()).isEqualTo("my-app");
        assertThat(server.clients().list()).containsExactly(server.clients().find("my-app"));

        Client changed = server.clients()
                .update(
                        "my-app",
                        new Fields(
                                Optional.of("my-app"),
                                Optional.of("My App"),
                                Optional.of("What it is"),
                                Optional.of(""),
                                Optional.of(""),
                                Optional.empty()),
                        ADMIN);
        assertThat(changed.name()).isEqualTo("My App");
        assertThat(changed.description()).isEqualTo("What it is");
        assertThat(changed.redirectUri()).as("an empty text takes it away").isEmpty();
        assertThat(changed.serviceUser()).as("an absent one does not").contains("admin");
        assertThat(server.grants()
                        .clientCredentials(proof("my-app", "s1"))
                        .account()
                        .username())
                .as("the secret is still the same")
                .isEqualTo("admin");

        server.clients().update("my-app", fields(null, "s2", null, null), ADMIN);
        assertRefused("invalid_client", () -> server.grants().clientCredentials(proof("my-app", "s1")));
        server.grants().clientCredentials(proof("my-app", "s2"));

        server.clients().delete("my-app", ADMIN);
        assertThat(server.clients().list()).isEmpty();
        assertRefused("invalid_client", () -> server.grants().clientCredentials(proof("my-app", "s2")));
    }

    @Test
    void aWrongClientIsNotTaken() {
        database.account("jane", true, false);
        server.clients().create(fields("taken", null, null, null), ADMIN);
        for (Fields wrong : List.of(
                fields(null, null, null, null),
                fields("a b", null, null, null),
                fields("ünï", null, null, null),
                fields("x".repeat(256), null, null, null),
                fields("system", null, null, null),
                fields("taken", null, null, null),
                fields("a", null, "/relative", null),
                fields("a", null, "javascript:alert(1)", null),
                fields("a", null, "https://a.example.com/#fragment", null),
                fields("a", null, "not a uri", null),
                fields("a", null, null, "nobody"),
                fields("a", null, null, "jane"))) {
            assertThatThrownBy(() -> server.clients().create(wrong, ADMIN)).isInstanceOf(Refusal.class);
        }
        assertThatThrownBy(() -> server.clients().update("taken", fields("renamed", null, null, null), ADMIN))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> server.clients().find("nobody")).isInstanceOf(Refusal.class);
        assertThat(server.clients().list()).hasSize(1);
    }

    @Test
    void noAdministratorGetsTheTokensOfAnother() {
        Caller jane = new Caller("jane", "test");
        server.clients().create(fields("mine", "s1", null, "admin"), ADMIN);
        assertThatThrownBy(() -> server.clients().update("mine", fields(null, "s2", null, null), jane))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("serviceUser");
        server.clients().update("mine", fields(null, null, "https://app.example.com/", null), jane);
        server.grants().clientCredentials(proof("mine", "s1"));
        server.clients().update("mine", fields(null, "s2", null, ""), jane);
        assertRefused("unauthorized_client", () -> server.grants().clientCredentials(proof("mine", "s2")));
    }

    // --- Grants

    private static Proof proof(String clientId, String secret) {
        return new Proof(clientId, Optional.ofNullable(secret), "127.0.0.1");
    }

    private static Request request(String clientId) {
        return new Request(clientId, Optional.empty(), Optional.empty());
    }

    private static void assertRefused(String error, Runnable attempt) {
        assertThatThrownBy(attempt::run)
                .isInstanceOfSatisfying(OAuthRefusal.class, refusal -> assertThat(refusal.error())
                        .isEqualTo(error));
    }

    private String redeem(String clientId, String secret, String code) {
        return server.grants()
                .redeem(proof(clientId, secret), code, Optional.empty(), Optional.empty())
                .value();
    }

    @Test
    void theImplicitGrantIsForKnownClients() {
        server.clients().create(fields("my-app", null, null, null), ADMIN);
        for (String known : List.of("system", "kinetic-bundle", "my-app")) {
            assertThat(accepts(
                            server,
                            server.grants().implicit(admin, request(known)).value()))
                    .isTrue();
        }
        assertRefused("invalid_client", () -> server.grants().implicit(admin, request("nobody")));
        assertRefused("invalid_request", () -> server.grants()
                .implicit(admin, new Request("system", Optional.of("https://evil.example.com/"), Optional.empty())));
    }

    @Test
    void aCodeIsGoodOnceForItsClientAndForAMinute() {
        server.clients().create(fields("my-app", "s1", null, null), ADMIN);
        server.clients().create(fields("other", "s1", null, null), ADMIN);

        String code = server.grants().code(admin, request("my-app"));
        assertRefused("invalid_client", () -> redeem("my-app", "wrong", code));
        assertRefused("invalid_client", () -> redeem("my-app", null, code));
        assertRefused("invalid_client", () -> redeem("nobody", "s1", code));
        assertRefused("invalid_grant", () -> redeem("other", "s1", code));
        assertThat(accepts(server, redeem("my-app", "s1", code))).isTrue();
        assertRefused("invalid_grant", () -> redeem("my-app", "s1", code));

        String inTime = server.grants().code(admin, request("my-app"));
        database.pass(Codes.LIFETIME.minusSeconds(1));
        redeem("my-app", "s1", inTime);
        String late = server.grants().code(admin, request("my-app"));
        database.pass(Codes.LIFETIME);
        assertRefused("invalid_grant", () -> redeem("my-app", "s1", late));
    }

    @Test
    void ofManyWhoRedeemACodeOneGetsAToken() throws Exception {
        server.clients().create(fields("my-app", "s1", null, null), ADMIN);
        // The secret is known to be right from here on, so nobody waits at it.
        redeem("my-app", "s1", server.grants().code(admin, request("my-app")));
        int many = 8;
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try {
            for (int round = 0; round < 20; round++) {
                String code = server.grants().code(admin, request("my-app"));
                CyclicBarrier together = new CyclicBarrier(many);
                List<Future<Boolean>> attempts = IntStream.range(0, many)
                        .mapToObj(i -> threads.submit(() -> {
                            together.await(60, TimeUnit.SECONDS);
                            try {
                                redeem("my-app", "s1", code);
                                return true;
                            } catch (OAuthRefusal e) {
                                return false;
                            }
                        }))
                        .toList();
                int got = 0;
                for (Future<Boolean> attempt : attempts) {
                    got += attempt.get(60, TimeUnit.SECONDS) ? 1 : 0;
                }
                assertThat(got).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aCodeIsWorthNothingOnceItsAccountMayNotSignIn() {
        server.clients().create(fields("my-app", "s1", null, null), ADMIN);
        String code = server.grants().code(admin, request("my-app"));
        database.execute("UPDATE account SET enabled = FALSE");
        assertRefused("invalid_grant", () -> redeem("my-app", "s1", code));
    }

    @Test
    void aRedirectAddressThatWasAskedForMustBeToldAgain() {
        server.clients().create(fields("my-app", "s1", "https://app.example.com/cb", null), ADMIN);
        Request asked = new Request("my-app", Optional.of("https://app.example.com/cb"), Optional.empty());
        String code = server.grants().code(admin, asked);
        assertRefused("invalid_grant", () -> redeem("my-app", "s1", code));
        server.grants()
                .redeem(
                        proof("my-app", "s1"),
                        server.grants().code(admin, asked),
                        asked.redirectUri(),
                        Optional.empty());
    }

    @Test
    void aClientWithoutASecretNeedsProofKeyForCodeExchange() throws Exception {
        String verifier = "a".repeat(43);
        String challenge = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.UTF_8)));
        Request asked = new Request("system", Optional.empty(), Optional.of(challenge));

        assertRefused("invalid_request", () -> server.grants().code(admin, request("system")));
        assertRefused("invalid_request", () -> server.grants()
                .code(admin, new Request("system", Optional.empty(), Optional.of("short"))));
        String code = server.grants().code(admin, asked);
        assertThat(accepts(
                        server,
                        server.grants()
                                .redeem(proof("system", null), code, Optional.empty(), Optional.of(verifier))
                                .value()))
                .isTrue();

        String second = server.grants().code(admin, asked);
        assertRefused("invalid_grant", () -> server.grants()
                .redeem(proof("system", null), second, Optional.empty(), Optional.of("b".repeat(43))));
        assertRefused("invalid_grant", () -> server.grants()
                .redeem(proof("system", null), second, Optional.empty(), Optional.of(verifier)));
        String third = server.grants().code(admin, asked);
        assertRefused("invalid_grant", () -> redeem("system", null, third));
    }

    @Test
    void aClientGetsTokensOfTheAccountThatItIsBoundTo() {
        server.clients().create(fields("bound", "s1", null, "admin"), ADMIN);
        server.clients().create(fields("unbound", "s1", null, null), ADMIN);
        server.clients().create(fields("open", null, null, "admin"), ADMIN);

        assertThat(server.grants().clientCredentials(proof("bound", "s1")).account())
                .isEqualTo(admin);
        assertRefused("unauthorized_client", () -> server.grants().clientCredentials(proof("unbound", "s1")));
        assertRefused("invalid_client", () -> server.grants().clientCredentials(proof("open", null)));
        assertRefused("invalid_client", () -> server.grants().clientCredentials(proof("system", null)));
        assertRefused("invalid_client", () -> server.grants().clientCredentials(proof("system", "any")));
    }

    @Test
    void aServiceAccountIsAClientOfTheSameId() {
        database.account("integration-user", true, true);
        String code = server.grants()
                .code(
                        database.accounts()
                                .find("integration-user")
                                .orElseThrow()
                                .account(),
                        request("integration-user"));
        assertThat(accepts(server, redeem("integration-user", OAuthDatabase.PASSWORD, code)))
                .isTrue();
        assertThat(server.grants()
                        .clientCredentials(proof("integration-user", OAuthDatabase.PASSWORD))
                        .account()
                        .username())
                .isEqualTo("integration-user");
        assertRefused("invalid_client", () -> server.grants().implicit(admin, request("admin")));
        server.clients().create(fields("bound", "s1", null, "integration-user"), ADMIN);
    }

    @Test
    void whoGuessesSecretsIsNotLookedAtForAWhile() {
        server.clients().create(fields("my-app", "s1", null, "admin"), ADMIN);
        for (int i = 0; i < 5; i++) {
            assertRefused("invalid_client", () -> server.grants().clientCredentials(proof("my-app", "wrong")));
        }
        assertRefused("temporarily_unavailable", () -> server.grants().clientCredentials(proof("my-app", "s1")));
        database.pass(Duration.ofSeconds(59));
        assertRefused("temporarily_unavailable", () -> server.grants().clientCredentials(proof("my-app", "s1")));
        server.grants().clientCredentials(new Proof("my-app", Optional.of("s1"), "10.0.0.9"));
        database.pass(Duration.ofSeconds(1));
        assertRefused("invalid_client", () -> server.grants().clientCredentials(proof("my-app", "wrong again")));
    }
}

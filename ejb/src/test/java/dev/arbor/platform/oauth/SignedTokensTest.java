package dev.arbor.platform.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.arbor.engine.api.Caller;
import dev.arbor.engine.database.H2Databases;
import dev.arbor.platform.api.AccessToken;
import dev.arbor.platform.api.Account;
import dev.arbor.platform.api.InvalidTokenException;
import dev.arbor.platform.oauth.OAuthDatabase.Server;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Consumer;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignedTokensTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private OAuthDatabase database;
    private Server server;
    private Account zoe;

    @BeforeEach
    void open() {
        database = new OAuthDatabase(H2Databases.fresh());
        database.account("zoë@example.com", true, false);
        server = database.server(OAuthDatabase.OLD);
        zoe = database.accounts().find("zoë@example.com").orElseThrow().account();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static JsonNode part(String token, int index) throws Exception {
        return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[index]));
    }

    private void assertRefused(String token, String why) {
        assertThatThrownBy(() -> server.tokens().verify(token))
                .isInstanceOf(InvalidTokenException.class)
                .hasMessageContaining(why);
    }

    /** A token that is right but for what the test does to it. */
    private String forged(String algorithm, Key key, Consumer<JwtClaims> change) throws Exception {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("kinetic-data");
        claims.setSubject(zoe.username());
        claims.setClaim("username", zoe.username());
        claims.setIssuedAt(NumericDate.fromSeconds(Instant.now().getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(Instant.now().getEpochSecond() + 60));
        change.accept(claims);
        JsonWebSignature signed = new JsonWebSignature();
        signed.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        signed.setDoKeyValidation(false);
        signed.setAlgorithmHeaderValue(algorithm);
        signed.setKeyIdHeaderValue(server.keys().active().kid());
        signed.setKey(key);
        signed.setPayload(claims.toJson());
        return signed.getCompactSerialization();
    }

    private Key secret() {
        return server.keys().active().secret();
    }

    @Test
    void aTokenHasThePublishedClaims() throws Exception {
        AccessToken token = server.tokens().issue(zoe, "system");

        JsonNode header = part(token.value(), 0);
        assertThat(header.get("alg").asText()).isEqualTo("HS256");
        assertThat(header.get("kid").asText()).isEqualTo(server.keys().active().kid());
        JsonNode claims = part(token.value(), 1);
        assertThat(claims.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "iss",
                        "sub",
                        "jti",
                        "iat",
                        "exp",
                        "clientId",
                        "username",
                        "displayName",
                        "email",
                        "spaceSlug",
                        "spaceAdmin");
        assertThat(claims.get("iss").asText()).isEqualTo("kinetic-data");
        assertThat(claims.get("sub").asText()).isEqualTo("zoë@example.com");
        assertThat(claims.get("username").asText()).isEqualTo("zoë@example.com");
        assertThat(claims.get("clientId").asText()).isEqualTo("system");
        assertThat(claims.get("displayName").asText()).isEqualTo("Zoë & Co");
        assertThat(claims.get("email").asText()).isEqualTo("zoe@example.com");
        assertThat(claims.get("spaceSlug").asText()).isEqualTo("acme");
        assertThat(claims.get("spaceAdmin").isBoolean()).isTrue();
        assertThat(claims.get("spaceAdmin").asBoolean()).isTrue();
        assertThat(claims.get("exp").asLong() - claims.get("iat").asLong()).isEqualTo(43_200);
        assertThat(token.lifetime()).isEqualTo(Duration.ofHours(12));
        assertThat(token.toString()).doesNotContain(token.value());
        assertThat(server.tokens().verify(token.value())).isEqualTo(zoe);
    }

    @Test
    void theForgeryOfTheseTestsIsAcceptedWhileNothingIsWrongWithIt() throws Exception {
        String token = forged("HS256", secret(), claims -> {});
        assertThatCode(() -> server.tokens().verify(token)).doesNotThrowAnyException();
    }

    @Test
    void anExpiredTokenIsRefused() {
        database.pass(Duration.ofSeconds(-43_190));
        String fresh = server.tokens().issue(zoe, "system").value();
        database.pass(Duration.ofSeconds(-20));
        String expired = server.tokens().issue(zoe, "system").value();

        assertThatCode(() -> server.tokens().verify(fresh)).doesNotThrowAnyException();
        assertRefused(expired, "it has expired");
    }

    @Test
    void aTokenThatWasAcceptedBeforeIsRefusedWhenItEnds() throws Exception {
        String token = server.tokens().issue(zoe, "system").value();
        assertThat(server.tokens().verify(token)).isEqualTo(zoe);
        database.pass(Duration.ofSeconds(43_200));
        assertRefused(token, "it has expired");
    }

    @Test
    void aTokenThatWasAcceptedBeforeIsRefusedWhenItsKeyIsRevoked() throws Exception {
        String token = server.tokens().issue(zoe, "system").value();
        assertThat(server.tokens().verify(token)).isEqualTo(zoe);
        server.keys().rotate(true, Caller.SYSTEM);
        assertRefused(token, "its key is not known");
    }

    @Test
    void aTokenThatWasChangedIsRefused() throws Exception {
        String[] parts = server.tokens().issue(zoe, "system").value().split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace("\"spaceAdmin\":true", "\"spaceAdmin\":false");
        String changed =
                Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        assertRefused(parts[0] + "." + changed + "." + parts[2], "not what was signed");
        assertRefused(parts[0] + "." + parts[1] + ".", "not what was signed");
    }

    @Test
    void otherAlgorithmsAndKeysAreRefused() throws Exception {
        assertRefused(forged("none", null, claims -> {}), "not what was signed");
        assertRefused(forged("HS512", secret(), claims -> {}), "not what was signed");
        assertRefused(
                forged("HS256", new SecretKeySpec(new byte[32], "HmacSHA256"), claims -> {}), "not what was signed");
        assertRefused(
                forged(
                        "RS256",
                        KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate(),
                        claims -> {}),
                "not what was signed");
    }

    @Test
    void otherClaimsAreRefused() throws Exception {
        assertRefused(forged("HS256", secret(), claims -> claims.setIssuer("somebody")), "not what was signed");
        assertRefused(forged("HS256", secret(), claims -> claims.unsetClaim("exp")), "not what was signed");
        assertRefused(forged("HS256", secret(), claims -> claims.unsetClaim("sub")), "not what was signed");
        assertRefused(
                forged(
                        "HS256",
                        secret(),
                        claims -> claims.setExpirationTime(
                                NumericDate.fromSeconds(Instant.now().getEpochSecond() + 100_000))),
                "not what was signed");
    }

    @Test
    void whatIsNoTokenOfOursIsRefused() throws Exception {
        for (String nonsense : new String[] {"x", "a.b.c", "..", "{}", "ünï.cödé.x", "e30.e30.e30"}) {
            assertRefused(nonsense, "cannot be read");
        }
        OAuthDatabase elsewhere = new OAuthDatabase(H2Databases.fresh());
        assertRefused(
                elsewhere
                        .server(OAuthDatabase.OLD)
                        .tokens()
                        .issue(zoe, "system")
                        .value(),
                "its key is not known");
        elsewhere.close();
    }

    @Test
    void aTokenOfBeforeTheNewestNameOrPasswordIsRefused() throws Exception {
        String token = server.tokens().issue(zoe, "system").value();
        long second = Instant.now().getEpochSecond();
        database.execute("UPDATE account SET tokens_since = TIMESTAMP WITH TIME ZONE '"
                + Instant.ofEpochSecond(second - 60) + "'");
        assertThat(server.tokens().verify(token)).isEqualTo(zoe);
        database.execute("UPDATE account SET tokens_since = TIMESTAMP WITH TIME ZONE '"
                + Instant.ofEpochSecond(second + 5) + "'");
        assertRefused(token, "it is older");
    }

    @Test
    void theTokenOfAnAccountThatMayNotSignInIsRefused() throws Exception {
        String token = server.tokens().issue(zoe, "system").value();
        database.execute("UPDATE account SET administrator = FALSE");
        assertThat(server.tokens().verify(token).spaceAdmin())
                .as("the account counts, not the claim")
                .isFalse();
        database.execute("UPDATE account SET enabled = FALSE");
        assertRefused(token, "gone or disabled");
        database.execute("DELETE FROM account");
        assertRefused(token, "gone or disabled");
    }
}

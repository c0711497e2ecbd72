package dev.arbor.integrator.mssql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.sqlserver.jdbc.SQLServerDataSource;
import dev.arbor.integrator.egress.Egress;
import dev.arbor.integrator.kind.CallException;
import dev.arbor.integrator.kind.CallException.Reason;
import dev.arbor.integrator.kind.Definition;
import dev.arbor.integrator.kind.Limits;
import dev.arbor.integrator.kind.OpenConnection;
import dev.arbor.integrator.sql.Endpoint;
import dev.arbor.integrator.sql.SqlConnection;
import dev.arbor.integrator.sql.SqlKind.Login;
import dev.arbor.integrator.template.Arguments;
import dev.arbor.integrator.template.Templates;
import dev.arbor.integrator.wire.Line;
import dev.arbor.testing.net.Relay;
import dev.arbor.testing.tls.PrivateAuthority;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real driver against the wire's edge of a server: what it sends is what counts here. */
@Timeout(60)
class MssqlKindTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "planted-pässword";
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(5), Duration.ofSeconds(5), 100_000, 1000, 8);
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor();

    private static PrivateAuthority authority;

    private TdsServer server;

    @BeforeAll
    static void authority(@TempDir Path folder) {
        authority = PrivateAuthority.in(folder);
    }

    @AfterAll
    static void stop() {
        CLOCK.shutdownNow();
    }

    @BeforeEach
    void begin() {
        server = new TdsServer(PASSWORD, Optional.of(authority.server()));
    }

    @AfterEach
    void end() {
        server.close();
    }

    private OpenConnection open(String password) throws CallException {
        ObjectNode config = JSON.createObjectNode()
                .put("host", "localhost")
                .put("port", server.port())
                .put("instance", "SQLEXPRESS")
                .put("username", "arbor")
                .put("password", password)
                .put("database", "things");
        Egress egress = new Egress(
                "localhost", Optional.empty(), host -> new InetAddress[] {InetAddress.getByName("127.0.0.1")});
        return new MssqlKind(new SqlConnection.Ground(egress, LIMITS, CLOCK, new Templates()))
                .open(new Definition("c1", config, Map.of(), (place, plain) -> {}));
    }

    private static JsonNode call(OpenConnection connection, String statement, String templates, String parameters)
            throws Exception {
        ObjectNode operation = JSON.createObjectNode().put("statement", statement);
        operation.set("parameters", JSON.readTree(templates));
        Map<String, JsonNode> given = new HashMap<>();
        JSON.readTree(parameters).properties().forEach(each -> given.put(each.getKey(), each.getValue()));
        return connection.perform(operation, new Arguments(given, Map.of()));
    }

    private static void assertFails(ThrowingCallable call, Reason reason) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CallException.class,
                        e -> assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason))
                .hasMessageNotContaining(PASSWORD);
    }

    @Test
    void signsInAsItIsTold() throws Exception {
        try (OpenConnection connection = open(PASSWORD)) {
            connection.test();
        }

        assertThat(server.login()).isEqualTo("arbor@things by Arbor");
    }

    @Test
    void bindsNamedParametersAndNeverWritesThemIntoTheStatement() throws Exception {
        try (OpenConnection connection = open(PASSWORD)) {
            JsonNode root = call(
                    connection,
                    "SELECT @@VERSION, [a@n], '@n' FROM t WHERE a = @n AND b = @yes AND c = @none AND d = @t",
                    "{\"n\":\"{{Number}}\",\"yes\":\"{{Yes}}\",\"none\":\"{{nothing}}\",\"t\":\"é🌳 {{x}}\"}",
                    "{\"Number\":41,\"Yes\":true,\"x\":\"'; DROP TABLE x; --\"}");

            assertThat(server.call().statement().replaceAll("\\s+", " ").strip())
                    .isEqualTo(
                            "SELECT @@VERSION, [a@n], '@n' FROM t WHERE a = @P0 AND b = @P1 AND c = @P2 AND d = @P3");
            assertThat(server.call().types()).startsWith("@P0 bigint,@P1 bit,@P2 nvarchar");
            assertThat(server.call().values()).containsExactly("41", "1", null, "é🌳 '; DROP TABLE x; --");
            assertThat(root.path("body").path(0).path("x").asText()).isEqualTo("é🌳 '; DROP TABLE x; --");
            assertThat(root.path("columns").path(0).asText()).isEqualTo("x");
        }
    }

    @Test
    void failsAsKindsDo() throws Exception {
        try (OpenConnection connection = open(PASSWORD)) {
            assertThatThrownBy(() -> call(connection, "SELECT * FROM nowhere", "{}", "{}"))
                    .hasMessageContaining("nowhere");
            assertFails(() -> call(connection, "SELECT * FROM nowhere", "{}", "{}"), Reason.SQL);
            assertFails(
                    () -> call(connection, "SELECT value FROM GENERATE_SERIES(1, 5000)", "{}", "{}"), Reason.TOO_LARGE);
            connection.test();
        }
        try (OpenConnection connection = open("wrong")) {
            assertThatThrownBy(connection::test).hasMessageContaining("Login failed for user 'arbor'");
            assertFails(connection::test, Reason.CONNECTION);
        }
    }

    @Test
    void goesNowhereElseWhateverTheServerSays() throws Exception {
        TdsServer other = new TdsServer(PASSWORD, Optional.of(authority.server()));
        try (other;
                Relay relay = new Relay(other.port());
                OpenConnection connection = open(PASSWORD)) {
            server.sendTo(new InetSocketAddress("127.0.0.1", relay.port()));

            assertFails(connection::test, Reason.CONNECTION);
            assertThat(relay.accepted()).isZero();
        }
    }

    @Test
    void tellsTheDriverWhatItNeedsAndNoMore() throws Exception {
        MssqlTarget target = new MssqlTarget(
                new Login(
                        new Endpoint("db.internal.test", 1433),
                        "arbor",
                        PASSWORD,
                        "things;trustServerCertificate=true",
                        Optional.of(authority.pem())),
                Optional.of("SQLEXPRESS"),
                LIMITS);
        Line line = Line.to(InetAddress.getByName("127.0.0.1"), 1433);
        SQLServerDataSource source = target.source(line);
        Path trusted = Path.of(source.getTrustStore());

        assertThat(source.getServerName()).isEqualTo("127.0.0.1");
        assertThat(source.getPortNumber()).isEqualTo(1433);
        assertThat(source.getInstanceName()).isEqualTo("SQLEXPRESS");
        assertThat(source.getHostNameInCertificate()).isEqualTo("db.internal.test");
        assertThat(source.getEncrypt()).isEqualTo("true");
        assertThat(source.getTrustServerCertificate()).isFalse();
        assertThat(source.getLoginTimeout()).isEqualTo(5);
        assertThat(source.getSocketTimeout()).isEqualTo(10_000);
        assertThat(source.getConnectRetryCount()).isZero();
        assertThat(source.getDatabaseName()).isEqualTo("things;trustServerCertificate=true");
        assertThat(trusted).exists();
        line.cut();
        target.close();
        assertThat(Files.exists(trusted)).isFalse();
    }
}

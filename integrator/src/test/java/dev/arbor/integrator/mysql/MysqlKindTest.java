package dev.arbor.integrator.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.egress.Egress;
import dev.arbor.integrator.kind.CallException;
import dev.arbor.integrator.kind.CallException.Reason;
import dev.arbor.integrator.kind.Definition;
import dev.arbor.integrator.kind.Limits;
import dev.arbor.integrator.kind.OpenConnection;
import dev.arbor.integrator.sql.SqlConnection;
import dev.arbor.integrator.template.Arguments;
import dev.arbor.integrator.template.Templates;
import dev.arbor.testing.maria.MariaServer;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a real MariaDB. */
@Timeout(120)
class MysqlKindTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "planted-password";
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor();
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(2), Duration.ofSeconds(2), 100_000, 1000, 8);

    private static MariaServer server;

    @BeforeAll
    static void start() {
        server = MariaServer.start(PASSWORD, Optional.empty());
    }

    @AfterAll
    static void stop() {
        server.close();
        CLOCK.shutdownNow();
    }

    private static OpenConnection open(String allow, String password, String database) throws CallException {
        ObjectNode config = JSON.createObjectNode()
                .put("host", "localhost")
                .put("port", server.port())
                .put("username", "arbor")
                .put("password", password)
                .put("database", database);
        Egress egress =
                new Egress(allow, Optional.empty(), host -> new InetAddress[] {InetAddress.getByName("127.0.0.1")});
        return new MysqlKind(new SqlConnection.Ground(egress, LIMITS, CLOCK, new Templates()))
                .open(new Definition("c1", config, Map.of(), (place, plain) -> {}));
    }

    private static OpenConnection open() throws CallException {
        return open("localhost", PASSWORD, "test");
    }

    private static JsonNode call(OpenConnection connection, String statement, String templates, String parameters)
            throws CallException {
        try {
            ObjectNode operation = JSON.createObjectNode().put("statement", statement);
            operation.set("parameters", JSON.readTree(templates));
            Map<String, JsonNode> given = new HashMap<>();
            JSON.readTree(parameters).properties().forEach(each -> given.put(each.getKey(), each.getValue()));
            return connection.perform(operation, new Arguments(given, Map.of()));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void assertFails(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Reason reason) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CallException.class,
                        e -> assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason))
                .hasMessageNotContaining(PASSWORD);
    }

    @Test
    void bindsNamedParametersAndGivesRows() throws Exception {
        try (OpenConnection connection = open()) {
            JsonNode root = call(
                    connection,
                    "SELECT @n + 1 AS n, @t AS t, '@t' AS quoted, @unset IS NULL AS free, NULL AS nothing",
                    "{\"n\":\"{{Number}}\",\"t\":\"é🌳 {{x}}\"}",
                    "{\"Number\":41,\"x\":\"'; DROP TABLE x; --\"}");

            assertThat(root.path("body").path(0).toString())
                    .isEqualTo(
                            "{\"n\":42,\"t\":\"é🌳 '; DROP TABLE x; --\",\"quoted\":\"@t\",\"free\":1,\"nothing\":null}");
        }
    }

    @Test
    void countsWhatItChanges() throws Exception {
        try (OpenConnection connection = open()) {
            call(connection, "CREATE TABLE things (id int, name text)", "{}", "{}");
            assertThat(call(
                                    connection,
                                    "INSERT INTO things VALUES (@id, 'a'), (2, 'b')",
                                    "{\"id\":\"{{id}}\"}",
                                    "{\"id\":\"1\"}")
                            .path("numRows")
                            .asInt())
                    .isEqualTo(2);
            assertThat(call(connection, "SELECT id FROM things ORDER BY id", "{}", "{}")
                            .path("body"))
                    .hasSize(2);
        }
    }

    @Test
    void failsAsKindsDo() throws Exception {
        try (OpenConnection connection = open()) {
            connection.test();
            assertFails(() -> call(connection, "SELECT * FROM nowhere", "{}", "{}"), Reason.SQL);
            assertFails(() -> call(connection, "SELECT SLEEP(60)", "{}", "{}"), Reason.TIMEOUT);
            assertFails(() -> call(connection, "SELECT seq FROM seq_1_to_100000", "{}", "{}"), Reason.TOO_LARGE);
        }
        try (OpenConnection connection = open("localhost", "wrong", "test")) {
            assertFails(connection::test, Reason.CONNECTION);
        }
        try (OpenConnection connection = open("", PASSWORD, "test")) {
            assertFails(connection::test, Reason.EGRESS);
        }
        assertFails(() -> open("localhost", PASSWORD, "test?allowLocalInfile=true"), Reason.INVALID_CONNECTION);
    }
}

package dev.arbor.integrator.postgres;

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
import dev.arbor.testing.postgres.PostgresCluster;
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

/** Against a real PostgreSQL. */
@Timeout(120)
class PostgresKindTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "planted-pässword";
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor();
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(2), Duration.ofSeconds(2), 100_000, 1000, 8);

    private static PostgresCluster server;

    @BeforeAll
    static void start() {
        server = PostgresCluster.start(PASSWORD, Optional.empty());
    }

    @AfterAll
    static void stop() {
        server.close();
        CLOCK.shutdownNow();
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static OpenConnection open(String allow, String password, int port) throws CallException {
        ObjectNode config = JSON.createObjectNode()
                .put("host", "localhost")
                .put("port", port)
                .put("username", "arbor")
                .put("password", password)
                .put("database", "postgres")
                .put("poolSize", 2);
        Egress egress =
                new Egress(allow, Optional.empty(), host -> new InetAddress[] {InetAddress.getByName("127.0.0.1")});
        return new PostgresKind(new SqlConnection.Ground(egress, LIMITS, CLOCK, new Templates()))
                .open(new Definition("c1", config, Map.of(), (place, plain) -> {}));
    }

    private static OpenConnection open() throws CallException {
        return open("localhost", PASSWORD, server.port());
    }

    private static JsonNode call(OpenConnection connection, String statement, String templates, String parameters)
            throws CallException {
        ObjectNode operation = JSON.createObjectNode().put("statement", statement);
        operation.set("parameters", json("{\"l\":" + templates + "}").get("l"));
        Map<String, JsonNode> given = new HashMap<>();
        json(parameters).properties().forEach(each -> given.put(each.getKey(), each.getValue()));
        return connection.perform(operation, new Arguments(given, Map.of()));
    }

    private static void assertFails(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Reason reason) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CallException.class,
                        e -> assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason))
                .hasMessageNotContaining(PASSWORD);
    }

    @Test
    void givesRowsAsJson() throws Exception {
        try (OpenConnection connection = open()) {
            JsonNode root = call(
                    connection,
                    "SELECT 1 AS i, 2.50::numeric AS n, true AS b, 'é🌳' AS t, NULL AS nothing, '\\x0102'::bytea AS raw,"
                            + " timestamptz '2026-03-01 12:00:00+02' AS at, timestamp '2026-03-01 12:00:00' AS local,"
                            + " '{\"a\": 1}'::jsonb AS j, 12345678901 AS big",
                    "[]",
                    "{}");

            assertThat(root.path("body").path(0).toString())
                    .isEqualTo(
                            "{\"i\":1,\"n\":2.50,\"b\":true,\"t\":\"é🌳\",\"nothing\":null,\"raw\":\"AQI=\","
                                    + "\"at\":\"2026-03-01T10:00Z\",\"local\":\"2026-03-01T12:00\",\"j\":\"{\\\"a\\\": 1}\",\"big\":12345678901}");
            assertThat(root.path("numRows").asInt()).isEqualTo(1);
            assertThat(root.path("columns").path(1).asText()).isEqualTo("n");
            assertThat(root.path("rows")).isEqualTo(root.path("body"));
        }
    }

    @Test
    void bindsItsParametersAndNeverWritesThemIntoTheStatement() throws Exception {
        try (OpenConnection connection = open()) {
            JsonNode root = call(
                    connection,
                    "SELECT $2::int + 1 AS n, $1::text AS t, $3::text AS mixed, $4::text IS NULL AS missing, '$1' AS quoted",
                    "[\"{{Name*}}\",\"{{Number}}\",\"a {{Name*}}\",\"{{none}}\"]",
                    "{\"Name*\":\"'; DROP TABLE x; --\",\"Number\":\"41\"}");

            assertThat(root.path("body").path(0).toString())
                    .isEqualTo(
                            "{\"n\":42,\"t\":\"'; DROP TABLE x; --\",\"mixed\":\"a '; DROP TABLE x; --\",\"missing\":true,\"quoted\":\"$1\"}");
            assertThat(call(
                                    connection,
                                    "SELECT count(*) AS c FROM generate_series(1, 5) i WHERE i > $1",
                                    "[\"{{n}}\"]",
                                    "{\"n\":2}")
                            .path("body")
                            .path(0)
                            .path("c")
                            .asInt())
                    .isEqualTo(3);
        }
    }

    @Test
    void countsWhatItChanges() throws Exception {
        try (OpenConnection connection = open()) {
            call(connection, "CREATE TABLE things (id int, name text)", "[]", "{}");
            JsonNode root = call(
                    connection,
                    "INSERT INTO things VALUES ($1, $2), (2, 'b')",
                    "[\"{{id}}\",\"{{name}}\"]",
                    "{\"id\":\"1\",\"name\":\"a\"}");
            assertThat(root.path("numRows").asInt()).isEqualTo(2);
            assertThat(root.path("body")).isEmpty();
            assertThat(call(connection, "UPDATE things SET name = 'c' RETURNING id", "[]", "{}")
                            .path("body"))
                    .hasSize(2);
        }
    }

    @Test
    void tellsWhatTheDatabaseSays() throws Exception {
        try (OpenConnection connection = open()) {
            assertThatThrownBy(() -> call(connection, "SELECT * FROM nowhere", "[]", "{}"))
                    .hasMessageContaining("nowhere");
            assertFails(() -> call(connection, "SELECT * FROM nowhere", "[]", "{}"), Reason.SQL);
            assertFails(() -> call(connection, "SELECT $1", "[]", "{}"), Reason.INVALID_REQUEST);
        }
    }

    @Test
    void endsWhatTakesTooLong() throws Exception {
        try (OpenConnection connection = open()) {
            assertFails(() -> call(connection, "SELECT pg_sleep(60)", "[]", "{}"), Reason.TIMEOUT);
            assertFails(
                    () -> call(connection, "SELECT * FROM generate_series(1, 100000)", "[]", "{}"), Reason.TOO_LARGE);
            assertFails(() -> call(connection, "SELECT repeat('x', 200000)", "[]", "{}"), Reason.TOO_LARGE);
            connection.test();
        }
    }

    @Test
    void testsWhetherItIsLetIn() throws Exception {
        try (OpenConnection connection = open()) {
            connection.test();
        }
        try (OpenConnection connection = open("localhost", "wrong", server.port())) {
            assertFails(connection::test, Reason.CONNECTION);
        }
        try (OpenConnection connection = open("localhost", PASSWORD, 1)) {
            assertFails(connection::test, Reason.CONNECTION);
        }
        try (OpenConnection connection = open("", PASSWORD, server.port())) {
            assertFails(connection::test, Reason.EGRESS);
        }
    }

    @Test
    void usesNothingWhenItIsClosed() throws Exception {
        OpenConnection connection = open();
        connection.close();

        assertFails(connection::test, Reason.CONNECTION);
    }
}

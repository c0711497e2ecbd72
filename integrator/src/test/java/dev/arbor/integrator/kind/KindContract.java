package dev.arbor.integrator.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.Integrator;
import dev.arbor.integrator.api.IntegratorRefusal;
import dev.arbor.integrator.database.TestTables;
import dev.arbor.integrator.egress.Egress;
import dev.arbor.integrator.vault.KeyRing;
import dev.arbor.integrator.wire.Line;
import dev.arbor.testing.net.Relay;
import dev.arbor.testing.process.Await;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * What every kind of connection has to do, whatever it leads to. The whole integrator is between the test and a real
 * server, and a relay before the server makes the trouble.
 */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class KindContract {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY = "k1:" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int CALLS = 4;

    /** Nothing in a test comes near these; the size is what is tested. */
    private static final Limits AMPLE =
            new Limits(Duration.ofSeconds(30), Duration.ofSeconds(30), 100_000, 1000, CALLS);

    /** For what is to take too long. */
    private static final Limits SCANT = new Limits(Duration.ofSeconds(1), Duration.ofSeconds(1), 100_000, 1000, CALLS);

    private final AtomicReference<Instant> now = new AtomicReference<>();
    private final ScheduledExecutorService clock = new ScheduledThreadPoolExecutor(1);
    private final ExecutorService callers = Executors.newFixedThreadPool(16);
    private OtherSide side;
    private Relay relay;
    private DataSource database;
    private Integrator integrator;

    /** Starts a real server. */
    protected abstract OtherSide start() throws Exception;

    /** The type of the connections. */
    protected abstract String type();

    @BeforeAll
    void startSide() throws Exception {
        side = start();
        // Whatever is made once for a process is made now, so that tests can count.
        clock.submit(() -> {}).get();
        List<Callable<Void>> idle = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            idle.add(() -> null);
        }
        callers.invokeAll(idle);
    }

    @AfterAll
    void stopSide() {
        side.close();
        clock.shutdownNow();
        callers.shutdownNow();
    }

    @BeforeEach
    void begin() {
        now.set(Instant.parse("2026-03-01T10:00:00Z"));
        database = TestTables.h2();
        relay = new Relay(side.port());
        integrator = with("localhost", AMPLE);
    }

    @AfterEach
    void end() {
        integrator.close();
        relay.close();
    }

    private Integrator with(String allow, Limits limits) {
        return new Integrator(new Integrator.Ground(
                database,
                KeyRing.parse(KEY),
                new Egress(allow, Optional.empty(), host -> new InetAddress[] {InetAddress.getByName("127.0.0.1")}),
                limits,
                clock,
                now::get));
    }

    private void startAgainWith(String allow, Limits limits) {
        integrator.close();
        integrator = with(allow, limits);
    }

    /** A connection with an operation each for echo and large. */
    private record Defined(String connection, String echo, String large) {}

    private ObjectNode definition() {
        ObjectNode definition = JSON.createObjectNode().put("name", "Line").put("type", type());
        definition.set("config", side.config(relay.port()));
        definition.putObject("secrets").put("Key", OtherSide.PASSWORD);
        return definition;
    }

    private Defined line() {
        String id = integrator.connections().create(definition()).path("id").asText();
        return new Defined(id, operation(id, side.echo(), side.echoed()), operation(id, side.large(), "1"));
    }

    private String operation(String connection, ObjectNode config, String output) {
        ObjectNode operation = JSON.createObjectNode().put("name", "Operation");
        operation.set("config", config);
        operation.putObject("outputs").putObject("X").put("value", output);
        return integrator.operations().create(connection, operation).path("id").asText();
    }

    private JsonNode call(Defined line, String operation, String x) {
        return integrator.executions().perform(line.connection(), operation, Map.of("x", JSON.valueToTree(x)));
    }

    private void assertAnswers(Defined line) {
        String x = "é🌳 " + UUID.randomUUID();
        assertThat(call(line, line.echo(), x).path("X").asText()).isEqualTo(x);
    }

    private IntegratorRefusal refusal(Defined line, String operation) {
        AtomicReference<JsonNode> answer = new AtomicReference<>();
        Throwable thrown = catchThrowable(() -> answer.set(call(line, operation, "x")));
        assertThat(thrown).as("with the answer " + answer).isInstanceOf(IntegratorRefusal.class);
        return (IntegratorRefusal) thrown;
    }

    private void assertFails(Defined line, String operation, String key) {
        IntegratorRefusal refusal = refusal(line, operation);
        assertThat(refusal.errorKey()).as(refusal.getMessage()).contains(key);
        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.getMessage()).isNotBlank();
    }

    private JsonNode status(Defined line) {
        return integrator.connections().find(line.connection()).path("status");
    }

    private void assertHeals(Defined line) {
        Await.until("the connection answers again", PATIENCE, () -> {
            now.updateAndGet(moment -> moment.plusSeconds(31));
            return catchThrowable(() -> assertAnswers(line)) == null;
        });
        assertThat(status(line).path("healthy").asBoolean()).isTrue();
    }

    private void assertNobodyConnected() {
        Await.until("nobody is connected any more", PATIENCE, () -> relay.connected() == 0);
    }

    @Test
    void aThousandThatAreDefinedCostNoThreadAndNoConnection() {
        integrator.connections().create(definition());
        Map<String, Integer> before = Threads.now();
        for (int i = 0; i < 1000; i++) {
            integrator.connections().create(definition());
        }

        assertThat(integrator.connections().list()).hasSize(1001);
        assertThat(Threads.beyond(before)).isEmpty();
        assertThat(relay.accepted()).isZero();
    }

    @Test
    void thoseInUseCostNoThreadEach() {
        assertAnswers(line());
        Map<String, Integer> before = Threads.now();
        for (int i = 0; i < 20; i++) {
            assertAnswers(line());
        }

        assertThat(relay.connected()).isEqualTo(21);
        assertThat(Threads.beyond(before)).isEmpty();
    }

    @Test
    void callsOneAfterAnotherShareAConnection() {
        Defined line = line();
        for (int i = 0; i < 10; i++) {
            assertAnswers(line);
        }

        assertThat(relay.accepted()).isEqualTo(1);
        assertThat(status(line).path("healthy").asBoolean()).isTrue();
        assertThat(status(line).path("events").path(0).path("message").asText()).isEqualTo("Started");
        assertThat(status(line).path("events").path(0).path("kind").asText()).isEqualTo("normal");
        assertThat(status(line).path("events").path(0).path("timestamp").asText())
                .isEqualTo("2026-03-01T10:00:00.000000Z");
    }

    @Test
    void restartsAndClosesWhenToldTo() {
        Defined line = line();
        assertAnswers(line);
        integrator.connections().restart(line.connection());
        assertNobodyConnected();

        assertAnswers(line);
        assertThat(relay.accepted()).isEqualTo(2);
        integrator
                .connections()
                .update(line.connection(), JSON.createObjectNode().put("name", "Changed"), false);
        assertNobodyConnected();

        assertAnswers(line);
        integrator.connections().delete(line.connection());
        assertNobodyConnected();
    }

    @Test
    void aRestartBreaksNoCallUnderWay() throws Exception {
        Defined line = line();
        assertAnswers(line);
        relay.hold();
        Future<JsonNode> underWay = callers.submit(() -> call(line, line.echo(), "under way"));
        Await.until("the answer is on its way", PATIENCE, () -> relay.kept() == 1);
        integrator.connections().restart(line.connection());
        relay.release();

        assertThat(underWay.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        .path("X")
                        .asText())
                .isEqualTo("under way");
        assertNobodyConnected();
        assertAnswers(line);
    }

    @Test
    void tellsWhatCannotBeReachedAndHeals() {
        Defined line = line();
        relay.leave();
        assertFails(line, line.echo(), "connection_error");

        assertThat(status(line).path("healthy").asBoolean(true)).isFalse();
        JsonNode event = status(line).path("events").path(0);
        assertThat(event.path("kind").asText()).isEqualTo("warning");
        assertThat(event.path("message").asText()).isNotBlank();
        assertThat(event.path("timestamp").asText()).startsWith("2026-03-01T10:00:00");
        ObjectNode tested = integrator.connections().test(line.connection(), JSON.createObjectNode());
        assertThat(tested.path("status").asText()).isEqualTo("error");
        assertThat(tested.path("message").asText()).isNotBlank();

        relay.comeBack();
        assertHeals(line);
        assertThat(status(line).path("events").path(0).path("message").asText()).isEqualTo("Recovered");
    }

    @Test
    void endsWhatTakesTooLongAndHeals() {
        startAgainWith("localhost", SCANT);
        Defined line = line();
        assertAnswers(line);
        relay.hold();
        assertFails(line, line.echo(), "timeout");
        assertThat(status(line).path("healthy").asBoolean(true)).isFalse();
        Defined silent = line();
        assertFails(silent, silent.echo(), "timeout");

        relay.release();
        assertHeals(line);
        assertHeals(silent);
    }

    @Test
    void leavesWhatFailsAloneForAWhile() {
        Defined line = line();
        relay.leave();
        for (int i = 0; i < 5; i++) {
            assertThat(refusal(line, line.echo()).getMessage()).doesNotContain("in a row");
        }
        relay.comeBack();
        IntegratorRefusal refusal = refusal(line, line.echo());

        assertThat(refusal.getMessage()).contains("5 times in a row");
        assertThat(relay.accepted()).isZero();

        now.updateAndGet(moment -> moment.plusSeconds(31));
        assertAnswers(line);
    }

    @Test
    void refusesAnswersThatAreTooLarge() {
        Defined line = line();
        assertFails(line, line.large(), "response_too_large");

        assertAnswers(line);
        assertThat(status(line).path("healthy").asBoolean()).isTrue();
    }

    @Test
    void goesNowherePrivateUnlessAllowed() {
        startAgainWith("", AMPLE);
        Defined line = line();
        assertFails(line, line.echo(), "egress_denied");

        assertThat(relay.accepted()).isZero();
        assertThat(status(line).path("healthy").asBoolean(true)).isFalse();
        assertThat(integrator
                        .connections()
                        .test(line.connection(), JSON.createObjectNode())
                        .path("message")
                        .asText())
                .contains("ARBOR_EGRESS_ALLOW");
    }

    @Test
    void showsItsPasswordNowhere() {
        try (Everything everything = new Everything()) {
            startAgainWith("localhost", SCANT);
            Defined line = line();
            assertAnswers(line);
            everything.add(refusal(line, line.large()));
            relay.hold();
            everything.add(refusal(line, line.echo()));
            relay.release();
            relay.cut();
            catchThrowable(() -> call(line, line.echo(), OtherSide.PASSWORD));
            relay.leave();
            everything.add(refusal(line, line.echo()));
            everything.add(integrator.connections().test(line.connection(), JSON.createObjectNode()));
            everything.add(integrator.connections().test(definition()));
            everything.add(integrator.connections().list());
            everything.add(integrator.connections().export(line.connection()));

            assertThat(everything.toString()).contains(line.connection()).doesNotContain(OtherSide.PASSWORD);
        }
    }

    @Test
    void servesManyCallers() throws Exception {
        Defined line = line();
        List<Callable<Void>> calls = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            calls.add(() -> {
                assertAnswers(line);
                return null;
            });
        }
        for (Future<Void> call : callers.invokeAll(calls)) {
            call.get();
        }

        assertThat(relay.accepted()).isBetween(1, CALLS);
    }

    @Test
    void healsWhenTheOtherSideWasRestarted() {
        Defined line = line();
        assertAnswers(line);
        side.kill();
        try {
            assertFails(line, line.echo(), "connection_error");
        } finally {
            side.restart();
        }

        assertHeals(line);
    }

    @Test
    void healsWhenConnectionsWereBrokenOff() {
        Defined line = line();
        assertAnswers(line);
        relay.cut();
        assertHeals(line);
    }

    @Test
    void leavesNothingBehindWhenItIsClosed() {
        assertAnswers(line());
        integrator.close();
        assertNobodyConnected();
        assertThat(Line.count()).isZero();
        Map<String, Integer> before = Threads.now();
        integrator = with("localhost", AMPLE);
        for (int i = 0; i < 10; i++) {
            assertAnswers(line());
        }
        integrator.close();

        assertNobodyConnected();
        Await.until("no thread is left but " + before, PATIENCE, () -> Threads.beyond(before)
                .isEmpty());
    }

    @Test
    void closingEndsCallsUnderWay() throws Exception {
        Defined line = line();
        assertAnswers(line);
        relay.hold();
        Future<JsonNode> underWay = callers.submit(() -> call(line, line.echo(), "under way"));
        Await.until("the answer is on its way", PATIENCE, () -> relay.kept() == 1);
        integrator.close();

        // At once, and not only when the call would have timed out.
        Duration soon = AMPLE.total().dividedBy(2);
        assertThat(catchThrowable(() -> underWay.get(soon.toSeconds(), TimeUnit.SECONDS)))
                .hasCauseInstanceOf(IntegratorRefusal.class);
        relay.release();
        assertNobodyConnected();
    }
}

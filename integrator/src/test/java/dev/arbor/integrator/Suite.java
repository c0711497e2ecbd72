package dev.arbor.integrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.api.Connections;
import dev.arbor.integrator.api.Executions;
import dev.arbor.integrator.api.IntegratorRefusal;
import dev.arbor.integrator.api.Operations;
import dev.arbor.integrator.database.TestTables;
import dev.arbor.integrator.egress.Egress;
import dev.arbor.integrator.kind.Limits;
import dev.arbor.integrator.vault.KeyRing;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** An integrator on a database of its own, as small as its limits are, and the words in which tests speak to it. */
public final class Suite implements AutoCloseable {

    /** Of one answer. */
    public static final int BYTES = 100_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1);
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T10:00:00.123456Z"));
    private final Integrator integrator;

    /** That may reach this machine by name. */
    public Suite() {
        this(new Egress("localhost", Optional.empty(), InetAddress::getAllByName));
    }

    public Suite(Egress egress) {
        integrator = new Integrator(new Integrator.Ground(
                TestTables.h2(),
                KeyRing.parse("k1:" + Base64.getEncoder().encodeToString(new byte[32])),
                egress,
                new Limits(Duration.ofMillis(500), Duration.ofSeconds(1), BYTES, 100, 8),
                clock,
                now::get));
    }

    /** JSON with single quotes. */
    public static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    public Connections connections() {
        return integrator.connections();
    }

    public Operations operations() {
        return integrator.operations();
    }

    public Executions executions() {
        return integrator.executions();
    }

    /** Time goes on. */
    public void sleep(Duration how) {
        now.updateAndGet(then -> then.plus(how));
    }

    /** A connection without credentials; gives its id. */
    public String connection(String url) {
        return connection(url, "null");
    }

    /** A connection; gives its id. */
    public String connection(String url, String auth) {
        return id(connections()
                .create(json("{'name':'C','type':'http','config':{'configType':'http','baseUrl':'" + url + "','auth':"
                        + auth + "}}")));
    }

    /** An operation; gives its id. */
    public String operation(String connection, String config, String outputs) {
        return id(operations()
                .create(
                        connection,
                        json("{'name':'O','config':{'configType':'http'," + config + "},'outputs':" + outputs + "}")));
    }

    public static String id(JsonNode document) {
        return document.path("id").asText();
    }

    /** Performs an operation that is not kept. */
    public ObjectNode get(String connection, String path) {
        return run(connection, "'method':'GET','path':'" + path + "'", "{}", "{}", true);
    }

    /** Performs an operation that is not kept. */
    public ObjectNode run(String connection, String config, String outputs, String parameters, boolean debug) {
        return execute(
                json("{'connectionId':'" + connection + "','operation':{'config':{" + config + "},'outputs':" + outputs
                        + "},'parameters':" + parameters + "}"),
                debug);
    }

    /** Where nothing is streamed. */
    public ObjectNode execute(JsonNode document, boolean debug) {
        return executions()
                .execute(document, debug, (status, type, length) -> {
                    throw new AssertionError("streamed");
                })
                .orElseThrow();
    }

    /** That something is refused as clients are told. */
    public static IntegratorRefusal assertRefused(ThrowingCallable call, int status, String key) {
        AtomicReference<IntegratorRefusal> told = new AtomicReference<>();
        assertThatThrownBy(call).isInstanceOfSatisfying(IntegratorRefusal.class, refusal -> {
            assertThat(refusal.errorKey()).as(refusal.getMessage()).contains(key);
            assertThat(refusal.status()).isEqualTo(status);
            told.set(refusal);
        });
        return told.get();
    }

    /** That a body is not as the schema says, for these reasons. */
    public static void assertInvalid(ThrowingCallable call, String... errors) {
        List<String> said = assertRefused(call, 400, "invalid_request").problems().stream()
                .map(IntegratorRefusal.Problem::error)
                .toList();
        assertThat(said).contains(errors);
    }

    @Override
    public void close() {
        integrator.close();
        clock.shutdownNow();
    }
}

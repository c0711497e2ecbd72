package dev.arbor.integrator.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.Integrator;
import dev.arbor.integrator.database.Statements;
import dev.arbor.integrator.database.TestTables;
import dev.arbor.integrator.egress.Egress;
import dev.arbor.integrator.kind.Limits;
import dev.arbor.integrator.vault.KeyRing;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is asked of the database, counted. */
class ConnectionTableTest {

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Statements statements = new Statements(TestTables.h2());

    @AfterEach
    void stop() {
        clock.shutdownNow();
    }

    private Integrator with(String key) {
        return new Integrator(new Integrator.Ground(
                statements.source(),
                KeyRing.parse(key + ":"
                        + Base64.getEncoder().encodeToString(key.repeat(16).getBytes())),
                new Egress("", Optional.empty(), InetAddress::getAllByName),
                Limits.USUAL,
                clock,
                InstantSource.system()));
    }

    private static void create(Integrator integrator, String name) {
        ObjectNode document =
                new ObjectMapper().createObjectNode().put("name", name).put("type", "postgres");
        document.putObject("config")
                .put("host", "db")
                .put("port", 5432)
                .put("username", "u")
                .put("password", "planted")
                .put("database", "d");
        document.putObject("secrets").put("One", "1111").put("Two", "2222");
        integrator.connections().create(document);
    }

    @Test
    void aListIsTwoStatementsHoweverLongItIs() {
        try (Integrator integrator = with("k1")) {
            create(integrator, "A");
            statements.taken();
            assertThat(integrator.connections().list()).hasSize(1);
            assertThat(statements.taken()).hasSize(2);
            for (int i = 0; i < 50; i++) {
                create(integrator, "B" + i);
            }
            statements.taken();

            List<ObjectNode> list = integrator.connections().list();

            assertThat(statements.taken()).hasSize(2);
            assertThat(list).hasSize(51).allSatisfy(each -> assertThat(each.path("secrets"))
                    .hasSize(2));
            assertThat(list.get(0))
                    .isEqualTo(
                            integrator.connections().find(list.get(0).path("id").asText()));
        }
    }

    @Test
    void whatCannotBeOpenedAnyMoreKeepsNoOtherAway() {
        try (Integrator integrator = with("k1")) {
            create(integrator, "A lost");
        }
        try (Integrator integrator = with("k2")) {
            create(integrator, "B found");

            List<ObjectNode> list = integrator.connections().list();

            JsonNode lost = list.get(0);
            assertThat(lost.path("name").asText()).isEqualTo("A lost");
            assertThat(lost.path("config").path("configType").asText()).isEqualTo("invalid");
            assertThat(lost.path("config").path("errorMessage").asText()).contains("'k1'");
            assertThat(lost.path("status").path("healthy").asBoolean(true)).isFalse();
            assertThat(lost.path("status")
                            .path("events")
                            .path(0)
                            .path("message")
                            .asText())
                    .contains("'k1'");
            assertThat(lost.path("status").path("events").path(0).path("kind").asText())
                    .isEqualTo("warning");
            assertThat(list.get(1).path("status").path("healthy").asBoolean()).isTrue();
            assertThat(integrator
                            .connections()
                            .test(lost.path("id").asText(), new ObjectMapper().createObjectNode())
                            .path("message")
                            .asText())
                    .contains("'k1'");
            assertThat(list.toString()).doesNotContain("planted");
        }
    }
}

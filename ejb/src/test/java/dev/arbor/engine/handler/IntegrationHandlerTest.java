package dev.arbor.engine.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.api.Executions;
import dev.arbor.integrator.api.IntegratorRefusal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IntegrationHandlerTest {

    private final Map<String, String> asked = new LinkedHashMap<>();
    private String answer = "{}";

    private final IntegrationHandler handler = new IntegrationHandler(new Executions() {
        @Override
        public ObjectNode perform(
                String connectionId,
                String operationId,
                Map<String, JsonNode> parameters,
                Map<String, String> headers) {
            headers.forEach((name, value) -> asked.put("header " + name, value));
            asked.put("connection", connectionId);
            asked.put("operation", operationId);
            parameters.forEach((name, value) -> asked.put(name, value.textValue()));
            if (operationId.equals("gone")) {
                throw IntegratorRefusal.notFound();
            }
            try {
                return (ObjectNode) new ObjectMapper().readTree(answer);
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(e);
            }
        }

        @Override
        public Optional<ObjectNode> execute(JsonNode document, boolean debug, Relay relay) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ObjectNode inspect(JsonNode document) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ObjectNode transform(JsonNode document) {
            throw new UnsupportedOperationException();
        }
    });

    private Map<String, String> perform(Map<String, String> parameters) throws OutsideHandler.HandlerException {
        return handler.perform(new OutsideHandler.Call(parameters, "", 1, 2, 0));
    }

    @Test
    void tellsHowFarOneThingHasLedToAnother() throws Exception {
        Map<String, String> parameters = Map.of("connection", "c1", "operation", "o1");
        perform(parameters);
        assertThat(asked).doesNotContainKey("header X-Kinetic-Causation-Depth");
        handler.perform(new OutsideHandler.Call(parameters, "", 1, 2, 7));
        assertThat(asked).containsEntry("header X-Kinetic-Causation-Depth", "7");
    }

    @Test
    void passesItsParametersByTheirLiteralNames() throws Exception {
        perform(Map.of("connection", " c1 ", "operation", "o1", "parameters.Submission Id*", "s — é", "other", "x"));

        assertThat(asked)
                .containsOnly(
                        Map.entry("connection", "c1"),
                        Map.entry("operation", "o1"),
                        Map.entry("Submission Id*", "s — é"));
    }

    @Test
    void givesEachOutputAsAText() throws Exception {
        answer = "{\"T\":\"Denied\",\"O\":{\"a\":[1,\"é\"]},\"L\":[],\"N\":200,\"B\":true,\"Nothing\":null}";

        assertThat(perform(Map.of("connection", "c", "operation", "o")))
                .containsExactly(
                        Map.entry("T", "Denied"),
                        Map.entry("O", "{\"a\":[1,\"é\"]}"),
                        Map.entry("L", "[]"),
                        Map.entry("N", "200"),
                        Map.entry("B", "true"),
                        Map.entry("Nothing", ""));
    }

    @Test
    void failsAsHandlersMay() {
        assertThatThrownBy(() -> perform(Map.of("connection", "c", "operation", "gone")))
                .isInstanceOfSatisfying(OutsideHandler.HandlerException.class, e -> {
                    assertThat(e.kind()).isEqualTo("not_found");
                    assertThat(e).hasMessageContainingAll("'c'", "'gone'");
                });
        assertThatThrownBy(() -> perform(Map.of("connection", "c")))
                .isInstanceOf(OutsideHandler.HandlerException.class)
                .hasMessageContaining("'operation'");
    }
}

package dev.arbor.web.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.arbor.engine.api.Refusal;
import dev.arbor.web.Json;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"ids\":5}", "{\"ids\":[]}", "{\"ids\":[\"x\"]}", "{\"ids\":[1.5]}", "{\"ids\":null}"})
    void refusesWhatIsNoListOfIds(String json) {
        assertThatThrownBy(() -> body(json).ids("ids"))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("Expected a list of ids in 'ids', but got");
    }

    @Test
    void readsIdsAsNumbersOrTexts() throws Exception {
        assertThat(body("{\"ids\":[163,\"164\"]}").ids("ids")).containsExactly(163L, 164L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"text\"", "5", "null"})
    void refusesABodyThatIsNoObject(String json) {
        assertThatThrownBy(() -> body(json)).isInstanceOf(Refusal.class).hasMessageContaining("a JSON object");
    }

    @Test
    void readsTextsTimesAndMaps() throws Exception {
        Body body = body(
                "{\"a\":\"x\",\"n\":5,\"z\":null,\"m\":{\"b\":[1],\"a\":\"—\"},\"t\":\"2026-03-01T10:00:00+02:00\"}");
        assertThat(body.text("a")).hasValue("x");
        assertThat(body.text("z")).isEmpty();
        assertThat(body.number("n")).hasValue(5L);
        assertThat(body.moment("t")).hasValue(Instant.parse("2026-03-01T08:00:00Z"));
        assertThat(body.texts("m").orElseThrow()).containsExactly(entry("b", "[1]"), entry("a", "—"));
        assertThatThrownBy(() -> body.text("m")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> body.requiredText("nodeId"))
                .hasMessage("Expected 'nodeId' in the body, but it is not there.");
        assertThatThrownBy(() -> body("{\"a\":\"\\u0000\"}").text("a")).hasMessageContaining("NUL");
    }

    @Test
    void keepsAPayloadAsItCame() {
        String text = "{ \"b\" : \"Zoë — 🌳\",\n \"a\":1 }";
        assertThat(payload(text, MediaType.APPLICATION_JSON_TYPE).text()).isEqualTo(text);
        assertThat(payload("not json", MediaType.TEXT_PLAIN_TYPE).text()).isEqualTo("not json");
        assertThat(payload("not json", null).text()).isEqualTo("not json");
        assertThat(payload("", MediaType.APPLICATION_JSON_TYPE).text()).isEmpty();
        assertThatThrownBy(() -> payload("{\"a\":", MediaType.APPLICATION_JSON_TYPE))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("Expected JSON in the body");
    }

    @Test
    void readsTheInputsOfARoutine() {
        assertThat(payload("{\"b\":1,\"a\":\"x\"}", null).inputs()).containsExactly(entry("b", "1"), entry("a", "x"));
        assertThat(payload(" ", null).inputs()).isEmpty();
        assertThatThrownBy(() -> payload("[1]", null).inputs()).isInstanceOf(Refusal.class);
    }

    private static Payload payload(String text, MediaType type) {
        return Payload.of(text.getBytes(StandardCharsets.UTF_8), type);
    }

    private static Body body(String json) throws JsonProcessingException {
        return Body.of(Json.mapper().readTree(json));
    }
}

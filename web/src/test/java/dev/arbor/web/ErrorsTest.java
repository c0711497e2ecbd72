package dev.arbor.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.engine.api.Refusal;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ErrorsTest {

    private static JsonNode read(String body) throws IOException {
        return new JsonBody()
                .readFrom(
                        JsonNode.class,
                        JsonNode.class,
                        new Annotation[0],
                        MediaType.APPLICATION_JSON_TYPE,
                        new MultivaluedHashMap<>(),
                        new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_refusal_has_its_own_status_also_when_something_wraps_it() {
        Errors.Answer answer = Errors.answer(
                new IllegalStateException(new RuntimeException(Refusal.invalid("stale_record", "Expected 1."))));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.unexpected()).isFalse();
        assertThat(answer.json().path("statusCode").asInt()).isEqualTo(400);
        assertThat(answer.json().path("errorKey").asText()).isEqualTo("stale_record");
        assertThat(answer.json().path("error").asText()).isEqualTo("Expected 1.");
        assertThat(answer.json().path("message").asText()).isEqualTo("Expected 1.");
        assertThat(answer.json().path("correlationId").asText()).isEqualTo(answer.correlationId());
    }

    @Test
    void what_nobody_expected_tells_nothing_but_where_to_look() {
        Errors.Answer answer = Errors.answer(new IllegalStateException("secret table name"));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.unexpected()).isTrue();
        assertThat(answer.message()).doesNotContain("secret");
    }

    @Test
    void broken_json_is_refused_with_its_place() {
        assertThatThrownBy(() -> read("{\"a\":\n  1,,}"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("line 2, column 5");
        assertThatThrownBy(() -> read("{} {}")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> read("{\"a\":1,\"a\":2}")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> read("[".repeat(100_000))).isInstanceOf(Refusal.class);
    }

    @Test
    void json_is_written_as_utf_8() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new JsonBody()
                .writeTo(
                        Json.object().put("a", "ä — 🌳"),
                        JsonNode.class,
                        JsonNode.class,
                        new Annotation[0],
                        MediaType.APPLICATION_JSON_TYPE,
                        new MultivaluedHashMap<>(),
                        out);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("{\"a\":\"ä — 🌳\"}");
    }

    @Test
    void a_body_is_read_up_to_its_limit() throws IOException {
        InputStream fits = new BodyLimit.Limited(new ByteArrayInputStream(new byte[10]), 10);
        assertThat(fits.readAllBytes()).hasSize(10);
        InputStream large = new BodyLimit.Limited(new ByteArrayInputStream(new byte[11]), 10);
        assertThatThrownBy(large::readAllBytes).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(
                        refusal.reason().status())
                .isEqualTo(413));
    }
}

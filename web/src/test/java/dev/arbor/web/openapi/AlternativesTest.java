package dev.arbor.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.web.Json;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class AlternativesTest {

    private static JsonNode json(String text) throws IOException {
        return Json.mapper().readTree(text.replace('\'', '"'));
    }

    @Test
    void eachWordIsAPathWithItsTexts() throws IOException {
        Alternatives kinds = Alternatives.of("/k/{k}/{kind}", json("{'oaks':{'one':'oak'},'firs':{'one':'fir'}}"));
        assertThat(kinds.are("/k/{k}/{kind}")).isTrue();
        assertThat(kinds.are("/k/{k}/{kind}/{name}")).isTrue();
        assertThat(kinds.are("/k/{k}/{kindred}")).isFalse();
        assertThat(kinds.written("/k/{k}/{kind}/{name}", json("{'GET':{'summary':'<one> of <kind>'}}")))
                .hasSize(2)
                .containsEntry("/k/{k}/oaks/{name}", json("{'GET':{'summary':'oak of oaks'}}"))
                .containsEntry("/k/{k}/firs/{name}", json("{'GET':{'summary':'fir of firs'}}"));
    }

    @Test
    void aWordMayBeMissing() throws IOException {
        Alternatives names = Alternatives.of("/transform{alias}", json("['','/test']"));
        assertThat(names.written("/transform{alias}", json("{}"))).containsOnlyKeys("/transform", "/transform/test");
    }
}

package dev.arbor.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.web.Json;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapesTest {

    private final Shapes shapes = new Shapes((ObjectNode) json("{'Tree':{'about':'A tree.','fields':{"
            + "'name':'text | Its name | Oak','parent':'Tree? | What it grew from','rings':'number'}}}"));

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "text; {'type':'string'}",
                "text?; {'type':['string','null']}",
                "number; {'type':'integer','format':'int64'}",
                "moment?; {'type':['string','null'],'format':'date-time'}",
                "flag[]; {'type':'array','items':{'type':'boolean'}}",
                "any; {}",
                "Tree; {'$ref':'#/components/schemas/Tree'}",
                "Tree?; {'anyOf':[{'$ref':'#/components/schemas/Tree'},{'type':'null'}]}",
                "Tree[]?; {'type':['array','null'],'items':{'$ref':'#/components/schemas/Tree'}}",
                "map(text[]); {'type':'object','additionalProperties':{'type':'array','items':{'type':'string'}}}",
                "text(New, In Progress); {'type':'string','enum':['New','In Progress']}",
                "text(New)?; {'type':['string','null'],'enum':['New',null]}"
            })
    void aLineIsATypeFirst(String line, String schema) {
        assertThat(shapes.line(line)).isEqualTo(json(schema));
    }

    @Test
    void thenADescriptionAndAnExample() {
        assertThat(shapes.line("text | How old | 12"))
                .isEqualTo(json("{'type':'string','description':'How old','example':'12'}"));
        assertThat(shapes.line("number | How old | 12").get("example")).isEqualTo(json("12"));
        assertThat(shapes.line("text | Where | \"http://x\"").get("example").asText())
                .isEqualTo("http://x");
    }

    @Test
    void whatNobodyWroteIsRefused() {
        assertThatThrownBy(() -> shapes.line("Bush | A bush")).hasMessageContaining("Bush");
        assertThatThrownBy(() -> shapes.line("number | How old | old")).hasMessageContaining("old");
    }

    @Test
    void anEnvelopeHasItsKeys() {
        assertThat(shapes.shape(json("'page trees Tree'")).get("properties").fieldNames())
                .toIterable()
                .containsExactly("count", "limit", "offset", "trees");
        assertThat(shapes.shape(json("'list trees Tree'")).get("properties").fieldNames())
                .toIterable()
                .containsExactly("messages", "trees", "nextPageToken");
        assertThat(shapes.shape(json("'changed tree Tree'")))
                .isEqualTo(json("{'$ref':'#/components/schemas/ChangedTree'}"));
        assertThat(shapes.components().get("ChangedTree").get("properties").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("name", "parent", "rings", "messageType", "message", "tree");
        assertThat(shapes.components().get("Tree").get("properties"))
                .as("which stays as it is")
                .hasSize(3);
    }

    /** A tree that grew from a tree ends. */
    @Test
    void anExampleIsMadeOfThoseOfItsFields() {
        ObjectNode page = shapes.shape(json("'page trees Tree'"));
        assertThat(shapes.example(page))
                .isEqualTo(json("{'count':1,'limit':1,'offset':1,'trees':[{'name':'Oak','parent':{},'rings':1}]}"));
    }
}

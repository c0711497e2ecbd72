package dev.arbor.engine.tree.json;

import static dev.arbor.core.tree.ConnectorType.COMPLETE;
import static dev.arbor.core.tree.ConnectorType.CREATE;
import static dev.arbor.core.tree.ConnectorType.UPDATE;
import static dev.arbor.core.tree.TreeDsl.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.core.tree.Connector;
import dev.arbor.core.tree.MalformedTreeException;
import dev.arbor.core.tree.Message;
import dev.arbor.core.tree.Node;
import dev.arbor.core.tree.RandomTrees;
import dev.arbor.core.tree.RoutineInterface;
import dev.arbor.core.tree.SharedTrees;
import dev.arbor.core.tree.TreeDefinition;
import dev.arbor.core.tree.validation.Rule;
import dev.arbor.core.tree.validation.TreeValidator;
import dev.arbor.core.tree.xml.TreeXml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreeJsonTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void writesEveryFieldThatClientsKnow() throws JsonProcessingException {
        TreeDefinition tree = tree("née")
                .start()
                .defer("utilities_defer_v1_2")
                .named("Ask")
                .message(CREATE, "Waiting")
                .connect("start", "utilities_defer_v1_2")
                .on(CREATE)
                .label("L")
                .when("1 < 2")
                .build();

        assertThat(TreeJson.write(tree, "owner@example.com"))
                .hasToString(JSON.readTree("""
                {"builderVersion": "", "schemaVersion": "1.0", "version": "",
                 "processOwnerEmail": "owner@example.com", "lastId": 2, "name": "née", "notes": "",
                 "connectors": [
                   {"from": "start", "to": "utilities_defer_v1_2", "label": "L", "value": "1 < 2", "type": "Create"}],
                 "nodes": [
                   {"configured": true, "defers": false, "deferrable": false, "visible": true, "name": "Start",
                    "messages": [],
                    "dependents": {"task": [
                      {"label": "L", "type": "Create", "value": "1 < 2", "content": "utilities_defer_v1_2"}]},
                    "id": "start", "position": {"x": 10, "y": 10}, "version": 1, "parameters": [],
                    "definitionId": "system_start_v1"},
                   {"configured": true, "defers": true, "deferrable": true, "visible": true, "name": "Ask",
                    "messages": [{"type": "Create", "value": "Waiting"}],
                    "dependents": "",
                    "id": "utilities_defer_v1_2", "position": {"x": 110, "y": 10}, "version": 1,
                    "parameters": [
                      {"dependsOnId": "", "dependsOnValue": "", "description": "", "id": "deferral_value",
                       "label": "", "menu": "", "value": "", "required": false}],
                    "definitionId": "utilities_defer_v1"}]}
                """).toString());
    }

    @Test
    void writesTheInterfaceOfRoutines() throws JsonProcessingException {
        TreeDefinition tree = tree("R")
                .routine("routine_r_v1")
                .input("In", "<%= 1 %>")
                .output("Out")
                .start()
                .build();

        assertThat(TreeJson.write(tree, "").get("taskDefinition")).isEqualTo(JSON.readTree("""
                {"id": "routine_r_v1", "name": "R", "schemaVersion": "1.0", "version": "1", "visible": false,
                 "deferrable": true,
                 "inputs": [{"name": "In", "label": "In", "description": "", "defaultValue": "<%= 1 %>",
                             "required": false}],
                 "outputs": [{"name": "Out", "description": ""}]}
                """));
    }

    @Test
    void writesPositionsAsTheShortestNumber() {
        String xml = "<taskTree><request><task id='start' x='10.0' y='225.22471923628805'/></request></taskTree>";

        JsonNode position = TreeJson.write(TreeXml.readDefinition(xml), "").at("/nodes/0/position");

        assertThat(position).hasToString("{\"x\":10,\"y\":225.22471923628805}");
    }

    @Test
    void readsWhatTheBuilderSends() {
        TreeDefinition tree = read("""
                {"connectors": [
                   {"from": "echo_1", "to": "si_2", "type": "Update", "label": null, "value": "@x"},
                   {"from": "start", "to": "echo_1"},
                   {"from": "echo_1", "to": "trigger_3", "type": "", "label": "", "value": ""}],
                 "lastId": 3,
                 "nodes": [
                   {"id": "start", "definitionId": "system_start_v1", "name": "Start", "version": 1},
                   {"id": "echo_1", "definitionId": "utilities_echo_v1", "name": "Echo", "version": 1,
                    "defers": true, "deferrable": true, "position": {"x": 1.5, "y": -2},
                    "parameters": [{"id": "input", "value": " <%= 1 %>\\r\\n"},
                                   {"id": "n", "value": 5, "required": true, "menu": null, "description": "d"}],
                    "messages": [{"type": "Create"}, {"type": "Complete", "value": "done"}],
                    "dependents": "", "unheardOf": {"deep": []}},
                   {"id": "si_2", "definitionId": "system_integration_v1", "name": "SI"},
                   {"id": "trigger_3", "definitionId": "utilities_create_trigger_v1", "name": "T", "messages": ""}],
                 "schemaVersion": "1.0"}
                """);

        assertThat(tree.connectors())
                .as("in the order of the nodes they leave")
                .containsExactly(
                        new Connector("start", "echo_1", COMPLETE, "", ""),
                        new Connector("echo_1", "si_2", UPDATE, "", "@x"),
                        new Connector("echo_1", "trigger_3", COMPLETE, "", ""));
        Node echo = tree.nodes().get(1);
        assertThat(echo.defers()).isTrue();
        assertThat(echo.x()).isEqualByComparingTo("1.5");
        assertThat(echo.parameters().get(0).template()).isEqualTo(" <%= 1 %>\r\n");
        assertThat(echo.parameters().get(0).attributes()).isEmpty();
        assertThat(echo.parameters().get(1).template()).isEqualTo("5");
        assertThat(echo.parameters().get(1).attributes()).hasToString("{required=true, tooltip=d}");
        assertThat(echo.messages()).containsExactly(new Message(CREATE, ""), new Message(COMPLETE, "done"));
        assertThat(tree.lastId()).isEqualTo(3);
    }

    @Test
    void takesNumbersTextsAndFlagsForEachOther() {
        TreeDefinition tree = read("""
                {"schemaVersion": 1.0, "version": 1, "lastId": "7", "nodes": [
                  {"id": "start", "version": "2", "defers": "true", "visible": "false", "configured": "",
                   "position": {"x": "10", "y": null}}]}
                """);

        assertThat(tree.schemaVersion()).isEqualTo("1.0");
        assertThat(tree.version()).isEqualTo("1");
        assertThat(tree.lastId()).isEqualTo(7);
        assertThat(tree.nodes().get(0).version()).isEqualTo(2);
        assertThat(tree.nodes().get(0).defers()).isTrue();
        assertThat(tree.nodes().get(0).visible()).isFalse();
        assertThat(tree.nodes().get(0).configured()).isTrue();
        assertThat(tree.nodes().get(0).x()).isEqualByComparingTo("10");
        assertThat(read("{\"nodes\": [{\"id\": \"e_9\"}]}").lastId())
                .as("missing")
                .isEqualTo(9);
    }

    @Test
    void readsDependentsWhereThereAreNoConnectors() {
        String nodes = """
                "nodes": [
                  {"id": "start", "dependents": {"task": [
                     {"label": "L", "type": "Create", "value": "@x", "content": "\\n  a_1  "}, {"content": "b_2"}]}},
                  {"id": "a_1", "dependents": {"task": {"content": "b_2", "type": "Update"}}},
                  {"id": "b_2", "dependents": ""},
                  {"id": "c_3", "dependents": {"task": ""}}]
                """;

        assertThat(read("{" + nodes + "}").connectors())
                .containsExactly(
                        new Connector("start", "a_1", CREATE, "L", "@x"),
                        new Connector("start", "b_2", COMPLETE, "", ""),
                        new Connector("a_1", "b_2", UPDATE, "", ""));
        assertThat(read("{\"connectors\": null, " + nodes + "}").connectors()).hasSize(3);
        assertThat(read("{\"connectors\": [], " + nodes + "}").connectors())
                .as("connectors decide")
                .isEmpty();
    }

    @Test
    void readsTheInterfaceOfRoutines() {
        RoutineInterface routine = read("""
                {"nodes": [], "taskDefinition": {"name": "R", "schemaVersion": 1, "version": 2,
                  "inputs": [{"name": "A", "required": "true", "description": "d", "value": "<%= 1 %>"},
                             {"name": "B", "defaultValue": "x", "value": "ignored", "label": "Bee"}],
                  "outputs": [{"name": "O"}]}}
                """).routine().orElseThrow();

        assertThat(routine.version()).isEqualTo("2");
        assertThat(routine.deferrable()).isTrue();
        assertThat(routine.inputs().get(0).template()).isEqualTo("<%= 1 %>");
        assertThat(routine.inputs().get(0).attributes()).hasToString("{label=A, required=true, tooltip=d}");
        assertThat(routine.inputs().get(1).template()).isEqualTo("x");
        assertThat(routine.inputs().get(1).attribute("label")).isEqualTo("Bee");
        assertThat(routine.outputs()).containsExactly(new RoutineInterface.Output("O", ""));
        assertThat(read("{\"nodes\": [], \"taskDefinition\": null}").routine()).isEmpty();
        assertThat(read("{\"nodes\": [], \"taskDefinition\": {}}").routine()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [] | Expected an object at $, but found [].
            "x" | Expected an object at $, but found "x".
            {} | Expected an object with the field 'nodes' at $, but found {}.
            {"nodes": null} | Expected an object with the field 'nodes' at $
            {"nodes": {}} | Expected an array at $.nodes, but found {}.
            {"nodes": [null]} | Expected an object at $.nodes[0], but found null.
            {"nodes": [], "lastId": 1.5} | Expected a whole number at $.lastId, but found 1.5.
            {"nodes": [], "lastId": 1e99} | Expected a whole number at $.lastId
            {"nodes": [], "lastId": true} | Expected a whole number at $.lastId, but found true.
            {"nodes": [], "name": {"a": 1}} | Expected a text at $.name, but found {"a":1}.
            {"nodes": [], "connectors": [7]} | Expected an object at $.connectors[0], but found 7.
            {"nodes": [], "connectors": [{"type": "Maybe"}]} | Complete at $.connectors[0].type
            {"nodes": [{}, {"defers": "maybe"}]} | Expected true or false at $.nodes[1].defers, but found "maybe".
            {"nodes": [{"defers": 1}]} | Expected true or false at $.nodes[0].defers, but found 1.
            {"nodes": [{"position": 7}]} | Expected an object at $.nodes[0].position, but found 7.
            {"nodes": [{"position": {"x": "left"}}]} | Expected a number at $.nodes[0].position.x, but found "left".
            {"nodes": [{"position": {"x": 1e999}}]} | Expected a number at $.nodes[0].position.x
            {"nodes": [{"position": {"x": "1e999999999"}}]} | Expected a number at $.nodes[0].position.x
            {"nodes": [{"parameters": {"id": "x"}}]} | Expected an array at $.nodes[0].parameters, but found {"id":"x"}.
            {"nodes": [{"parameters": [{"value": [1]}]}]} | Expected a text at $.nodes[0].parameters[0].value
            {"nodes": [{"messages": [{"type": "Z"}]}]} | Complete at $.nodes[0].messages[0].type
            {"nodes": [{"dependents": []}]} | Expected an object at $.nodes[0].dependents, but found [].
            {"nodes": [], "taskDefinition": {"inputs": 1}} | Expected an array at $.taskDefinition.inputs, but found 1.
            """)
    void refusesWrongKindsWithTheirPath(String json, String sentence) {
        assertThatExceptionOfType(MalformedTreeException.class)
                .isThrownBy(() -> read(json))
                .withMessageContaining(sentence)
                .withMessageStartingWith("Expected ")
                .withMessageEndingWith(".");
    }

    @Test
    void whatXmlCannotCarryIsLeftToValidation() {
        TreeDefinition tree = read("""
                {"nodes": [{"id": "start", "definitionId": "system_start_v1", "name": "Start",
                            "parameters": [{"id": "p", "value": "a\\u0000b"}, {"id": "q", "value": "\\ud83d"}]}]}
                """);

        assertThat(TreeValidator.validate(tree).errors())
                .allSatisfy(problem -> assertThat(problem.rule()).isEqualTo(Rule.TEXT_IS_LEGAL))
                .extracting(problem -> problem.parameterId().orElseThrow())
                .containsExactly("p", "q");
    }

    @Test
    void realExportsSurvive() throws IOException {
        for (Path file : SharedTrees.files()) {
            TreeDefinition tree = TreeXml.readDocument(Files.readAllBytes(file)).definition();

            assertSurvives(tree, file.toString());
        }
    }

    @Test
    void randomTreesSurvive() throws IOException {
        long seed = System.nanoTime();
        RandomTrees trees = new RandomTrees(seed);
        for (int i = 0; i < 200; i++) {
            assertSurvives(trees.next(), "seed " + seed + ", tree " + i);
        }
    }

    @Test
    void largeTreesAreReadAndWrittenInTimeInProportionToTheirSize() {
        ObjectNode large = JSON.createObjectNode();
        for (int i = 0; i < 20_000; i++) {
            large.withArray("nodes").addObject().put("id", "n_" + i).put("name", "n" + i);
            large.withArray("connectors").addObject().put("from", "n_" + i).put("to", "n_" + (i + 1));
        }

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            TreeDefinition tree = TreeJson.read(large);
            assertThat(TreeJson.write(tree, "").get("nodes")).hasSize(20_000);
        });
    }

    /** XML to JSON to XML, and JSON to XML to JSON, each through text. */
    private static void assertSurvives(TreeDefinition tree, String name) throws JsonProcessingException {
        JsonNode json = JSON.readTree(JSON.writeValueAsString(TreeJson.write(tree, "")));
        TreeDefinition fromJson = TreeJson.read(json);
        assertThat(TreeMeaning.of(fromJson)).as(name).isEqualTo(TreeMeaning.of(tree));

        TreeDefinition fromXml = TreeXml.readDefinition(TreeXml.write(fromJson));
        assertThat(fromXml).as(name).isEqualTo(fromJson);
        assertThat(JSON.readTree(TreeJson.write(fromXml, "").toString()))
                .as(name)
                .isEqualTo(json);

        ((ObjectNode) json).remove("connectors");
        assertThat(TreeJson.read(json).connectors()).as(name).isEqualTo(List.copyOf(tree.connectors()));
    }

    private static TreeDefinition read(String json) {
        try {
            return TreeJson.read(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new AssertionError("Expected JSON in the test, but it is broken.", e);
        }
    }
}

package dev.arbor.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The trees that are run, as the API takes them. */
final class Trees {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Trees() {}

    /** A chain of echoes after the start, {@code nodes} in all; each reads the one before it. */
    static String chain(String name, int nodes) {
        ObjectNode tree = tree(name);
        node(tree, "start", "Start", "system_start_v1");
        String before = "start";
        for (int i = 1; i < nodes; i++) {
            String id = "utilities_echo_v1_" + i;
            String input = i == 1 ? "<%= @run['Id'] %>" : "<%= @results['Echo " + (i - 1) + "']['output'] %>";
            parameter(node(tree, id, "Echo " + i, "utilities_echo_v1"), "input", input);
            connect(tree, before, id);
            before = id;
        }
        return tree.toString();
    }

    /** A loop over the payload with one echo in its body. */
    static String loop(String name) {
        ObjectNode tree = tree(name);
        node(tree, "start", "Start", "system_start_v1");
        ObjectNode head = node(tree, "system_loop_head_v1_1", "Head", "system_loop_head_v1");
        parameter(head, "data_source", "<%= @source['Data'] %>");
        parameter(head, "loop_path", "$[*]");
        ObjectNode echo = node(tree, "utilities_echo_v1_2", "Echo", "utilities_echo_v1");
        parameter(echo, "input", "<%= @results['Head']['Value'] %>");
        parameter(node(tree, "system_loop_tail_v1_3", "Tail", "system_loop_tail_v1"), "type", "All");
        connect(tree, "start", "system_loop_head_v1_1");
        connect(tree, "system_loop_head_v1_1", "utilities_echo_v1_2");
        connect(tree, "system_loop_head_v1_1", "system_loop_tail_v1_3");
        connect(tree, "utilities_echo_v1_2", "system_loop_tail_v1_3");
        return tree.toString();
    }

    /** What a workflow of submissions does: three echoes, of values and of each other. */
    static ObjectNode ofSubmission() {
        ObjectNode tree = tree("Handle");
        node(tree, "start", "Start", "system_start_v1");
        String[] inputs = {
            "<%= @submission['Id'] %>", "<%= @values['Summary'] %>", "<%= @results['Echo 2']['output'].upcase %>"
        };
        String before = "start";
        for (int i = 1; i <= inputs.length; i++) {
            String id = "utilities_echo_v1_" + i;
            parameter(node(tree, id, "Echo " + i, "utilities_echo_v1"), "input", inputs[i - 1]);
            connect(tree, before, id);
            before = id;
        }
        return (ObjectNode) tree.get("treeJson");
    }

    private static ObjectNode tree(String name) {
        ObjectNode tree = JSON.createObjectNode();
        tree.put("sourceName", "Adhoc").put("sourceGroup", "Bench").put("name", name);
        ObjectNode json = tree.putObject("treeJson");
        json.put("schemaVersion", "1.0").put("lastId", 99);
        json.putArray("connectors");
        json.putArray("nodes");
        return tree;
    }

    private static ObjectNode node(ObjectNode tree, String id, String name, String definitionId) {
        ObjectNode node = ((ArrayNode) tree.at("/treeJson/nodes")).addObject();
        node.put("id", id).put("name", name).put("definitionId", definitionId).put("version", 1);
        node.put("configured", true)
                .put("defers", false)
                .put("deferrable", false)
                .put("visible", true);
        node.putObject("position").put("x", 10).put("y", 10);
        node.putArray("parameters");
        node.putArray("messages");
        return node;
    }

    private static void parameter(ObjectNode node, String id, String value) {
        ((ArrayNode) node.get("parameters")).addObject().put("id", id).put("value", value);
    }

    private static void connect(ObjectNode tree, String from, String to) {
        ((ArrayNode) tree.at("/treeJson/connectors"))
                .addObject()
                .put("from", from)
                .put("to", to)
                .put("type", "Complete")
                .put("label", "")
                .put("value", "");
    }
}

package dev.arbor.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The body of a request that creates a tree, put together node by node. A node is named after its id. */
public final class TreeDraft {

    private final ObjectNode body = JsonNodeFactory.instance.objectNode();
    private final ObjectNode content = body.putObject("treeJson");
    private final ArrayNode nodes = content.putArray("nodes");
    private final ArrayNode connectors = content.putArray("connectors");

    private TreeDraft(String source, String group, String name) {
        body.put("sourceName", source).put("sourceGroup", group).put("name", name);
        content.put("schemaVersion", "1.0").put("lastId", 0);
        node("start", "system_start_v1");
    }

    /** A tree that starts with a start node. */
    public static TreeDraft tree(String group, String name) {
        return new TreeDraft("Adhoc", group, name);
    }

    /** A global routine that starts with a start node. */
    public static TreeDraft routine(String definitionId, String name) {
        TreeDraft draft = new TreeDraft("-", "-", name);
        draft.body.put("type", "Global Routine").put("definitionId", definitionId);
        return draft;
    }

    /** Declares an input of a routine. */
    public TreeDraft input(String name) {
        body.withArray("inputs").addObject().put("name", name);
        return this;
    }

    /** Declares an output of a routine. */
    public TreeDraft output(String name) {
        body.withArray("outputs").addObject().put("name", name);
        return this;
    }

    /** A node with names and values of its parameters. */
    public TreeDraft node(String id, String definitionId, String... parameters) {
        return node(id, id, definitionId, false, parameters);
    }

    /** A node that defers. */
    public TreeDraft deferring(String id, String definitionId, String... parameters) {
        return node(id, id, definitionId, true, parameters);
    }

    /** A node with a name of its own. */
    public TreeDraft node(String id, String name, String definitionId, boolean defers, String... parameters) {
        ObjectNode node = nodes.addObject()
                .put("id", id)
                .put("name", name)
                .put("definitionId", definitionId)
                .put("configured", true)
                .put("defers", defers)
                .put("deferrable", defers)
                .put("visible", true)
                .put("version", 1);
        node.putObject("position").put("x", 10).put("y", 10);
        node.putArray("messages");
        ArrayNode values = node.putArray("parameters");
        for (int i = 0; i < parameters.length; i += 2) {
            values.addObject().put("id", parameters[i]).put("value", parameters[i + 1]);
        }
        return this;
    }

    /** An echo. */
    public TreeDraft echo(String id, String input) {
        return node(id, "utilities_echo_v1", "input", input);
    }

    /** The text that a node leaves when it gets there; to the node that was added last. */
    public TreeDraft message(String type, String text) {
        ((ArrayNode) nodes.get(nodes.size() - 1).get("messages"))
                .addObject()
                .put("type", type)
                .put("value", text);
        return this;
    }

    /** Connects each with the next, unconditionally, on completion. */
    public TreeDraft chain(String... ids) {
        for (int i = 1; i < ids.length; i++) {
            connect(ids[i - 1], ids[i], "Complete", "");
        }
        return this;
    }

    /** A connector. */
    public TreeDraft connect(String from, String to, String type, String condition) {
        connectors
                .addObject()
                .put("from", from)
                .put("to", to)
                .put("type", type)
                .put("label", "")
                .put("value", condition);
        return this;
    }

    /** The body. */
    public ObjectNode json() {
        return body;
    }
}

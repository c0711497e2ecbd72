package dev.arbor.core.tree.xml;

import dev.arbor.core.tree.Connector;
import dev.arbor.core.tree.Message;
import dev.arbor.core.tree.Node;
import dev.arbor.core.tree.Parameter;
import dev.arbor.core.tree.RoutineInterface;
import dev.arbor.core.tree.TreeDefinition;
import dev.arbor.core.tree.TreeDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes the elements of a tree in the order that real exports have (engine spec 2.1). */
final class TreeXmlWriter {

    private final MarkupWriter out;

    TreeXmlWriter(MarkupWriter out) {
        this.out = out;
    }

    void document(TreeDocument tree) {
        out.element(
                "tree",
                () -> {
                    out.text("sourceName", tree.sourceName());
                    out.text("sourceGroup", tree.sourceGroup());
                    if (!tree.definitionId().isEmpty()) {
                        out.text("definitionId", tree.definitionId());
                    }
                    out.text("type", tree.type().label());
                    out.text("status", tree.status().label());
                    definition(tree.definition());
                },
                "schema_version",
                tree.schemaVersion());
    }

    void definition(TreeDefinition tree) {
        Map<String, List<Connector>> outgoing = outgoing(tree);
        out.element(
                "taskTree",
                () -> {
                    out.text("name", tree.name());
                    out.text("author", tree.author());
                    out.text("notes", tree.notes());
                    out.text("lastID", Integer.toString(tree.lastId()));
                    tree.routine().ifPresent(this::routine);
                    out.element("request", () -> {
                        for (Node node : tree.nodes()) {
                            node(node, outgoing.get(node.id()));
                        }
                    });
                },
                "builder_version",
                tree.builderVersion(),
                "schema_version",
                tree.schemaVersion(),
                "version",
                tree.version());
    }

    private void routine(RoutineInterface routine) {
        out.element(
                "taskDefinition",
                () -> {
                    out.text("visible", Boolean.toString(routine.visible()));
                    out.text("deferrable", Boolean.toString(routine.deferrable()));
                    out.element("parameters", () -> routine.inputs().forEach(this::parameter));
                    out.text("handler", "", "name", "system_tree_call", "version", "1");
                    out.element(
                            "results",
                            () -> {
                                for (RoutineInterface.Output output : routine.outputs()) {
                                    out.text("result", "", "name", output.name(), "tooltip", output.description());
                                }
                            },
                            "format",
                            "xml");
                },
                "id",
                routine.id(),
                "name",
                routine.name(),
                "schema_version",
                routine.schemaVersion(),
                "version",
                routine.version());
    }

    private void node(Node node, List<Connector> outgoing) {
        out.element(
                "task",
                () -> {
                    out.text("version", Integer.toString(node.version()));
                    out.text("configured", Boolean.toString(node.configured()));
                    out.text("defers", Boolean.toString(node.defers()));
                    out.text("deferrable", Boolean.toString(node.deferrable()));
                    out.text("visible", Boolean.toString(node.visible()));
                    out.element("parameters", () -> node.parameters().forEach(this::parameter));
                    out.element("messages", () -> {
                        for (Message message : node.messages()) {
                            out.text(
                                    "message",
                                    message.template(),
                                    "type",
                                    message.type().label());
                        }
                    });
                    out.element("dependents", () -> {
                        for (Connector connector : outgoing) {
                            out.text(
                                    "task",
                                    connector.to(),
                                    "label",
                                    connector.label(),
                                    "type",
                                    connector.type().label(),
                                    "value",
                                    connector.condition());
                        }
                    });
                },
                "definition_id",
                node.definitionId(),
                "id",
                node.id(),
                "name",
                node.name(),
                "x",
                node.x().toPlainString(),
                "y",
                node.y().toPlainString());
    }

    private void parameter(Parameter parameter) {
        SortedMap<String, String> attributes = new TreeMap<>(parameter.attributes());
        attributes.put("id", parameter.id());
        out.text("parameter", parameter.template(), attributes);
    }

    /** The connectors by the node they leave. One that leaves no node has no place in the XML. */
    private static Map<String, List<Connector>> outgoing(TreeDefinition tree) {
        Map<String, List<Connector>> outgoing = new LinkedHashMap<>();
        for (Node node : tree.nodes()) {
            if (outgoing.put(node.id(), new ArrayList<>()) != null) {
                throw new IllegalArgumentException(
                        "Expected node ids to be unique, but there are several nodes '" + node.id() + "'.");
            }
        }
        for (Connector connector : tree.connectors()) {
            List<Connector> siblings = outgoing.get(connector.from());
            if (siblings == null) {
                throw new IllegalArgumentException("Expected the connector from '" + connector.from() + "' to '"
                        + connector.to() + "' to leave a node, but there is no such node.");
            }
            siblings.add(connector);
        }
        return outgoing;
    }
}

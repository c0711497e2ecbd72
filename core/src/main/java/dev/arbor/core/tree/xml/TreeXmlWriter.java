package dev.arbor.core.tree.xml;

import dev.arbor.core.tree.Connector;
import dev.arbor.core.tree.Message;
import dev.arbor.core.tree.Node;
import dev.arbor.core.tree.Parameter;
import dev.arbor.core.tree.RoutineInterface;
import dev.arbor.core.tree.TreeDefinition;
import dev.arbor.core.tree.TreeDocument;
import dev.arbor.core.tree.xml.MarkupWriter.Attributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the elements of a tree in the order that real exports have (engine spec 2.1). */
final class TreeXmlWriter {

    private final MarkupWriter out;

    TreeXmlWriter(MarkupWriter out) {
        this.out = out;
    }

    void document(TreeDocument tree) {
        out.open("tree", Attributes.of("schema_version", tree.schemaVersion()));
        text("sourceName", tree.sourceName());
        text("sourceGroup", tree.sourceGroup());
        if (!tree.definitionId().isEmpty()) {
            text("definitionId", tree.definitionId());
        }
        text("type", tree.type().label());
        text("status", tree.status().label());
        definition(tree.definition());
        out.close();
    }

    void definition(TreeDefinition tree) {
        Map<String, List<Connector>> outgoing = outgoing(tree);
        out.open(
                "taskTree",
                Attributes.of("builder_version", tree.builderVersion())
                        .and("schema_version", tree.schemaVersion())
                        .and("version", tree.version()));
        text("name", tree.name());
        text("author", tree.author());
        text("notes", tree.notes());
        text("lastID", Integer.toString(tree.lastId()));
        tree.routine().ifPresent(this::routine);
        out.open("request", Attributes.none());
        tree.nodes().forEach(node -> node(node, outgoing.get(node.id())));
        out.close();
        out.close();
    }

    private void routine(RoutineInterface routine) {
        out.open(
                "taskDefinition",
                Attributes.of("id", routine.id())
                        .and("name", routine.name())
                        .and("schema_version", routine.schemaVersion())
                        .and("version", routine.version()));
        text("visible", Boolean.toString(routine.visible()));
        text("deferrable", Boolean.toString(routine.deferrable()));
        parameters(routine.inputs());
        out.text("handler", Attributes.of("name", "system_tree_call").and("version", "1"), "");
        out.open("results", Attributes.of("format", "xml"));
        for (RoutineInterface.Output output : routine.outputs()) {
            out.text("result", Attributes.of("name", output.name()).and("tooltip", output.description()), "");
        }
        out.close();
        out.close();
    }

    private void node(Node node, List<Connector> outgoing) {
        out.open(
                "task",
                Attributes.of("definition_id", node.definitionId())
                        .and("id", node.id())
                        .and("name", node.name())
                        .and("x", node.x().toPlainString())
                        .and("y", node.y().toPlainString()));
        text("version", Integer.toString(node.version()));
        text("configured", Boolean.toString(node.configured()));
        text("defers", Boolean.toString(node.defers()));
        text("deferrable", Boolean.toString(node.deferrable()));
        text("visible", Boolean.toString(node.visible()));
        parameters(node.parameters());
        out.open("messages", Attributes.none());
        for (Message message : node.messages()) {
            out.text("message", Attributes.of("type", message.type().label()), message.template());
        }
        out.close();
        out.open("dependents", Attributes.none());
        outgoing.forEach(this::dependent);
        out.close();
        out.close();
    }

    private void dependent(Connector connector) {
        Attributes attributes = Attributes.of("label", connector.label())
                .and("type", connector.type().label())
                .and("value", connector.condition());
        out.text("task", attributes, connector.to());
    }

    private void parameters(List<Parameter> parameters) {
        out.open("parameters", Attributes.none());
        for (Parameter parameter : parameters) {
            Attributes attributes = Attributes.of(parameter.attributes()).and("id", parameter.id());
            out.text("parameter", attributes, parameter.template());
        }
        out.close();
    }

    private void text(String name, String text) {
        out.text(name, Attributes.none(), text);
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

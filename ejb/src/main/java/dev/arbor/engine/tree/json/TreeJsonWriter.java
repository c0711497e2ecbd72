package dev.arbor.engine.tree.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.core.tree.Connector;
import dev.arbor.core.tree.Node;
import dev.arbor.core.tree.Parameter;
import dev.arbor.core.tree.RoutineInterface;
import dev.arbor.core.tree.TreeDefinition;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the objects of a treeJson with every field that clients know (engine spec 2.3). */
final class TreeJsonWriter {

    private final JsonNodeFactory json = JsonNodeFactory.instance;

    ObjectNode write(TreeDefinition tree, String processOwnerEmail) {
        ObjectNode written = json.objectNode()
                .put("builderVersion", tree.builderVersion())
                .put("schemaVersion", tree.schemaVersion())
                .put("version", tree.version())
                .put("processOwnerEmail", processOwnerEmail)
                .put("lastId", tree.lastId())
                .put("name", tree.name())
                .put("notes", tree.notes());
        ArrayNode connectors = written.putArray("connectors");
        for (Connector connector : tree.connectors()) {
            connectors
                    .addObject()
                    .put("from", connector.from())
                    .put("to", connector.to())
                    .put("label", connector.label())
                    .put("value", connector.condition())
                    .put("type", connector.type().label());
        }
        Map<String, List<Connector>> outgoing =
                tree.connectors().stream().collect(Collectors.groupingBy(Connector::from));
        ArrayNode nodes = written.putArray("nodes");
        for (Node node : tree.nodes()) {
            node(nodes.addObject(), node, outgoing.getOrDefault(node.id(), List.of()));
        }
        tree.routine().ifPresent(routine -> routine(written.putObject("taskDefinition"), routine));
        return written;
    }

    private void node(ObjectNode written, Node node, List<Connector> outgoing) {
        written.put("configured", node.configured())
                .put("defers", node.defers())
                .put("deferrable", node.deferrable())
                .put("visible", node.visible())
                .put("name", node.name());
        ArrayNode messages = written.putArray("messages");
        node.messages()
                .forEach(message ->
                        messages.addObject().put("type", message.type().label()).put("value", message.template()));
        dependents(written, outgoing);
        written.put("id", node.id());
        ObjectNode position = written.putObject("position");
        coordinate(position, "x", node.x());
        coordinate(position, "y", node.y());
        written.put("version", node.version());
        ArrayNode parameters = written.putArray("parameters");
        node.parameters().forEach(parameter -> parameter(parameters.addObject(), parameter));
        written.put("definitionId", node.definitionId());
    }

    private static void dependents(ObjectNode node, List<Connector> outgoing) {
        if (outgoing.isEmpty()) {
            node.put("dependents", "");
            return;
        }
        ArrayNode tasks = node.putObject("dependents").putArray("task");
        for (Connector connector : outgoing) {
            tasks.addObject()
                    .put("label", connector.label())
                    .put("type", connector.type().label())
                    .put("value", connector.condition())
                    .put("content", connector.to());
        }
    }

    /** Whole numbers stay whole: {@code 10} and not {@code 10.0}. */
    private static void coordinate(ObjectNode position, String axis, BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        if (plain.scale() <= 0) {
            position.put(axis, plain.toBigIntegerExact());
        } else {
            position.put(axis, plain);
        }
    }

    private static void parameter(ObjectNode written, Parameter parameter) {
        written.put("dependsOnId", parameter.attribute("dependsOnId"))
                .put("dependsOnValue", parameter.attribute("dependsOnValue"))
                .put("description", parameter.attribute("tooltip"))
                .put("id", parameter.id())
                .put("label", parameter.attribute("label"))
                .put("menu", parameter.attribute("menu"))
                .put("value", parameter.template())
                .put("required", parameter.required());
    }

    private static void routine(ObjectNode written, RoutineInterface routine) {
        written.put("id", routine.id())
                .put("name", routine.name())
                .put("schemaVersion", routine.schemaVersion())
                .put("version", routine.version())
                .put("visible", routine.visible())
                .put("deferrable", routine.deferrable());
        ArrayNode inputs = written.putArray("inputs");
        for (Parameter input : routine.inputs()) {
            inputs.addObject()
                    .put("name", input.id())
                    .put("label", input.attribute("label"))
                    .put("description", input.attribute("tooltip"))
                    .put("defaultValue", input.template())
                    .put("required", input.required());
        }
        ArrayNode outputs = written.putArray("outputs");
        for (RoutineInterface.Output output : routine.outputs()) {
            outputs.addObject().put("name", output.name()).put("description", output.description());
        }
    }
}

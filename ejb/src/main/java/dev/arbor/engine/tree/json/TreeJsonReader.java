package dev.arbor.engine.tree.json;

import dev.arbor.core.tree.Connector;
import dev.arbor.core.tree.ConnectorType;
import dev.arbor.core.tree.Message;
import dev.arbor.core.tree.Node;
import dev.arbor.core.tree.Parameter;
import dev.arbor.core.tree.RoutineInterface;
import dev.arbor.core.tree.TreeDefinition;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the objects of a treeJson (engine spec 2.3). */
final class TreeJsonReader {

    private static final String DEFAULT_SCHEMA_VERSION = "1.0";

    /** The attributes of a parameter by their name in JSON, and the name that the model knows them by. */
    private static final Map<String, String> ATTRIBUTES = Map.of(
            "dependsOnId", "dependsOnId",
            "dependsOnValue", "dependsOnValue",
            "description", "tooltip",
            "label", "label",
            "menu", "menu",
            "required", "required");

    TreeDefinition read(JsonPlace tree) {
        List<JsonPlace> places = tree.object()
                .field("nodes")
                .orElseThrow(() -> tree.malformed("an object with the field 'nodes'"))
                .elements();
        List<Node> nodes = places.stream().map(this::node).toList();
        Stream<Connector> connectors = tree.field("connectors")
                .map(stated -> stated.elements().stream().map(this::connector))
                .orElseGet(() -> places.stream().flatMap(this::dependents));
        return new TreeDefinition(
                tree.text("name"),
                "",
                tree.text("notes"),
                tree.wholeNumber("lastId", TreeDefinition.highestNumber(nodes)),
                tree.text("builderVersion"),
                tree.field("schemaVersion").map(JsonPlace::text).orElse(DEFAULT_SCHEMA_VERSION),
                tree.text("version"),
                tree.field("taskDefinition")
                        .map(JsonPlace::object)
                        .filter(definition -> !definition.value().isEmpty())
                        .map(this::routine),
                nodes,
                inOrderOf(nodes, connectors));
    }

    private Node node(JsonPlace node) {
        Optional<JsonPlace> position = node.field("position").map(JsonPlace::object);
        return new Node(
                node.text("id").strip(),
                node.text("definitionId").strip(),
                node.text("name"),
                node.wholeNumber("version", 1),
                node.flag("configured", true),
                node.flag("defers", false),
                node.flag("deferrable", false),
                node.flag("visible", true),
                position.flatMap(place -> place.field("x"))
                        .map(this::coordinate)
                        .orElse(BigDecimal.ZERO),
                position.flatMap(place -> place.field("y"))
                        .map(this::coordinate)
                        .orElse(BigDecimal.ZERO),
                node.elements("parameters").stream().map(this::parameter).toList(),
                node.elements("messages").stream().map(this::message).toList());
    }

    private BigDecimal coordinate(JsonPlace number) {
        return Node.coordinate(number.text().strip()).orElseThrow(() -> number.malformed("a number"));
    }

    private Parameter parameter(JsonPlace parameter) {
        SortedMap<String, String> attributes = new TreeMap<>();
        ATTRIBUTES.forEach((inJson, name) -> {
            if (parameter.value().hasNonNull(inJson)) {
                attributes.put(name, parameter.text(inJson));
            }
        });
        return new Parameter(parameter.text("id"), parameter.text("value"), attributes);
    }

    private Message message(JsonPlace message) {
        return new Message(type(message), message.text("value"));
    }

    private Connector connector(JsonPlace connector) {
        return connector(
                connector, connector.text("from").strip(), connector.text("to").strip());
    }

    private Connector connector(JsonPlace connector, String from, String to) {
        return new Connector(from, to, type(connector), connector.text("label"), connector.text("value"));
    }

    /** The connectors that a node lists itself: {@code {"task": [...]}}, or one object in place of the array. */
    private Stream<Connector> dependents(JsonPlace node) {
        String from = node.text("id").strip();
        return node
                .field("dependents")
                .map(JsonPlace::object)
                .flatMap(dependents -> dependents.field("task"))
                .map(task -> task.value().isObject() ? List.of(task) : task.elements())
                .orElse(List.of())
                .stream()
                .map(task -> connector(task, from, task.text("content").strip()));
    }

    private ConnectorType type(JsonPlace owner) {
        return owner.field("type")
                .map(type ->
                        ConnectorType.of(type.text()).orElseThrow(() -> type.malformed("Create, Update or Complete")))
                .orElse(ConnectorType.COMPLETE);
    }

    private RoutineInterface routine(JsonPlace definition) {
        return new RoutineInterface(
                definition.text("id").strip(),
                definition.text("name"),
                definition.field("schemaVersion").map(JsonPlace::text).orElse(DEFAULT_SCHEMA_VERSION),
                definition.field("version").map(JsonPlace::text).orElse("1"),
                definition.flag("visible", false),
                definition.flag("deferrable", true),
                definition.elements("inputs").stream().map(this::input).toList(),
                definition.elements("outputs").stream()
                        .map(output -> new RoutineInterface.Output(output.text("name"), output.text("description")))
                        .toList());
    }

    /** An input; builders show its name, so it is the label too unless another one is stated. */
    private Parameter input(JsonPlace input) {
        String name = input.text("name");
        SortedMap<String, String> attributes = new TreeMap<>();
        attributes.put("label", input.value().hasNonNull("label") ? input.text("label") : name);
        attributes.put("required", Boolean.toString(input.flag("required", false)));
        attributes.put("tooltip", input.text("description"));
        String defaultValue = input.field("defaultValue").map(JsonPlace::text).orElseGet(() -> input.text("value"));
        return new Parameter(name, defaultValue, attributes);
    }

    /** Sorts connectors as the XML has them: by the node they leave, and otherwise as they stood. */
    private static List<Connector> inOrderOf(List<Node> nodes, Stream<Connector> connectors) {
        Map<String, Integer> places = new HashMap<>();
        for (Node node : nodes) {
            places.putIfAbsent(node.id(), places.size());
        }
        return connectors
                .sorted(Comparator.comparingInt(connector -> places.getOrDefault(connector.from(), Integer.MAX_VALUE)))
                .toList();
    }
}

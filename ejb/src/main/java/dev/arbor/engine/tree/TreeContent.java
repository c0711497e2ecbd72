package dev.arbor.engine.tree;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.arbor.core.tree.MalformedTreeException;
import dev.arbor.core.tree.Node;
import dev.arbor.core.tree.Parameter;
import dev.arbor.core.tree.RoutineInterface;
import dev.arbor.core.tree.TreeDefinition;
import dev.arbor.core.tree.xml.TreeXml;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.TreeFields;
import dev.arbor.engine.api.Trees;
import dev.arbor.engine.tree.json.TreeJson;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes definitions out of what requests supply. The identity of a tree is its row's; a definition only repeats it. */
final class TreeContent {

    /** Places of nodes are decimals and stay as exact as they were written. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final BigDecimal STUB_PLACE = BigDecimal.TEN;

    private TreeContent() {}

    /**
     * What a request brings as content.
     *
     * @param definition the graph
     * @param ownerEmail treeJson may carry it; empty when it does not
     */
    record Supplied(TreeDefinition definition, String ownerEmail) {}

    /** The content that a request brings; empty when it brings none. */
    static Optional<Supplied> supplied(TreeFields fields) {
        if (fields.treeXml().isPresent() && fields.treeJson().isPresent()) {
            throw Refusal.invalid("invalid_value", "Expected treeXml or treeJson, but both were given.");
        }
        try {
            return fields.treeXml()
                    .map(xml -> new Supplied(TreeXml.readDefinition(xml), ""))
                    .or(() -> fields.treeJson().map(TreeContent::fromJson));
        } catch (MalformedTreeException e) {
            throw Refusal.invalid("invalid_tree", e.getMessage());
        }
    }

    /** The JSON text of a definition. */
    static String json(TreeDefinition tree, String ownerEmail) {
        return TreeJson.write(tree, ownerEmail).toString();
    }

    /** The lone start node of a tree that was created without content. */
    static TreeDefinition stub() {
        Node start = new Node(
                Node.START_ID,
                "system_start_v1",
                "Start",
                1,
                true,
                false,
                false,
                false,
                STUB_PLACE,
                STUB_PLACE,
                List.of(),
                List.of());
        return new TreeDefinition("", "", "", 0, "", "1.0", "", Optional.empty(), List.of(start), List.of());
    }

    /** Puts an interface on a definition, or takes it off. */
    static TreeDefinition withRoutine(TreeDefinition tree, Optional<RoutineInterface> routine) {
        return new TreeDefinition(
                tree.name(),
                tree.author(),
                tree.notes(),
                tree.lastId(),
                tree.builderVersion(),
                tree.schemaVersion(),
                tree.version(),
                routine,
                tree.nodes(),
                tree.connectors());
    }

    /** Changes an interface by the inputs and outputs that a request supplies. */
    static RoutineInterface changed(RoutineInterface routine, TreeFields fields) {
        return new RoutineInterface(
                routine.id(),
                routine.name(),
                routine.schemaVersion(),
                routine.version(),
                routine.visible(),
                routine.deferrable(),
                fields.inputs()
                        .map(inputs -> inputs.stream().map(TreeContent::input).toList())
                        .orElse(routine.inputs()),
                fields.outputs()
                        .map(outputs -> outputs.stream()
                                .map(output -> new RoutineInterface.Output(output.name(), output.description()))
                                .toList())
                        .orElse(routine.outputs()));
    }

    /** An interface without inputs and outputs. */
    static RoutineInterface emptyInterface() {
        return new RoutineInterface("", "", "1.0", "1", false, true, List.of(), List.of());
    }

    /** The definition with the identity of its row written into it, as it is shown and exported. */
    static TreeDefinition named(TreeDefinition tree, TreeEntity row) {
        return new TreeDefinition(
                row.name,
                tree.author(),
                row.notes == null ? "" : row.notes,
                tree.lastId(),
                tree.builderVersion(),
                tree.schemaVersion(),
                tree.version(),
                tree.routine().map(routine -> named(routine, row)),
                tree.nodes(),
                tree.connectors());
    }

    private static RoutineInterface named(RoutineInterface routine, TreeEntity row) {
        return new RoutineInterface(
                row.definitionId == null ? routine.id() : row.definitionId,
                row.name,
                routine.schemaVersion(),
                routine.version(),
                routine.visible(),
                routine.deferrable(),
                routine.inputs(),
                routine.outputs());
    }

    private static Supplied fromJson(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            return new Supplied(
                    TreeJson.read(json), json.path("processOwnerEmail").asText(""));
        } catch (JsonProcessingException e) {
            throw new MalformedTreeException("Expected JSON as treeJson, but it is broken: " + e.getOriginalMessage());
        }
    }

    private static Parameter input(Trees.Input input) {
        SortedMap<String, String> attributes = new TreeMap<>();
        attributes.put("label", input.name());
        attributes.put("required", Boolean.toString(input.required()));
        attributes.put("tooltip", input.description());
        return new Parameter(input.name(), input.defaultValue(), attributes);
    }
}

package dev.arbor.engine.tree.json;

import dev.arbor.core.tree.Node;
import dev.arbor.core.tree.Parameter;
import dev.arbor.core.tree.RoutineInterface;
import dev.arbor.core.tree.TreeDefinition;
import java.math.BigDecimal;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A tree without what treeJson cannot say: the author, the difference between an absent and an empty attribute, and
 * zeros behind the decimal point of a position. Trees that mean the same are equal afterwards.
 */
final class TreeMeaning {

    private TreeMeaning() {}

    static TreeDefinition of(TreeDefinition t) {
        return new TreeDefinition(
                t.name(),
                "",
                t.notes(),
                t.lastId(),
                t.builderVersion(),
                t.schemaVersion(),
                t.version(),
                t.routine().map(TreeMeaning::of),
                t.nodes().stream().map(TreeMeaning::of).toList(),
                t.connectors());
    }

    private static RoutineInterface of(RoutineInterface r) {
        return new RoutineInterface(
                r.id(),
                r.name(),
                r.schemaVersion(),
                r.version(),
                r.visible(),
                r.deferrable(),
                r.inputs().stream().map(TreeMeaning::of).toList(),
                r.outputs());
    }

    private static Node of(Node n) {
        return new Node(
                n.id(),
                n.definitionId(),
                n.name(),
                n.version(),
                n.configured(),
                n.defers(),
                n.deferrable(),
                n.visible(),
                of(n.x()),
                of(n.y()),
                n.parameters().stream().map(TreeMeaning::of).toList(),
                n.messages());
    }

    private static BigDecimal of(BigDecimal number) {
        return new BigDecimal(number.stripTrailingZeros().toPlainString());
    }

    private static Parameter of(Parameter parameter) {
        SortedMap<String, String> attributes = new TreeMap<>(parameter.attributes());
        attributes.put("required", Boolean.toString(parameter.required()));
        attributes.values().removeIf(String::isEmpty);
        return new Parameter(parameter.id(), parameter.template(), attributes);
    }
}

package dev.arbor.core.tree;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Trees that pass validation without errors, full of texts that are hard to write and to read again. */
public final class RandomTrees {

    private static final List<String> PIECES = List.of(
            "a",
            "Z9",
            " ",
            "  ",
            "\n",
            "\r\n",
            "\r",
            "\t",
            "<%= @x['y'] %>",
            "&&",
            "&amp;",
            "&#10;",
            "\"",
            "'",
            "]]>",
            "<![CDATA[",
            "<!--",
            "é",
            "—",
            "😀",
            "\u0085",
            "\u2028",
            "\u00a0",
            "\ufeff",
            "\\u0041",
            "\ud83d\ude80",
            "\uffee",
            "{\"k\": [1]}");
    private static final List<String> ATTRIBUTES = List.of("dependsOnId", "dependsOnValue", "label", "menu", "tooltip");

    private final Random random;

    public RandomTrees(long seed) {
        random = new Random(seed);
    }

    /** The next tree. */
    public TreeDefinition next() {
        int size = random.nextInt(8);
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i <= size; i++) {
            nodes.add(node(i));
        }
        List<Connector> connectors = new ArrayList<>();
        for (Node from : nodes) {
            for (int i = random.nextInt(4); i > 0; i--) {
                String to = nodes.get(random.nextInt(nodes.size())).id();
                connectors.add(new Connector(from.id(), to, type(), text(), text()));
            }
        }
        Optional<RoutineInterface> routine = random.nextBoolean() ? Optional.empty() : Optional.of(routine());
        return new TreeDefinition(
                text(),
                text(),
                text(),
                random.nextInt(100),
                text(),
                "1.0",
                random.nextBoolean() ? "" : "1",
                routine,
                nodes,
                connectors);
    }

    private Node node(int number) {
        String id = number == 0 ? Node.START_ID : text().strip() + "h_v1_" + number;
        List<Parameter> parameters = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            parameters.add(new Parameter("p" + i + text(), text(), attributes()));
        }
        List<Message> messages = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            messages.add(new Message(type(), text()));
        }
        return new Node(
                id,
                text().strip(),
                "n" + number + text(),
                1 + random.nextInt(3),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                coordinate(),
                coordinate(),
                parameters,
                messages);
    }

    private RoutineInterface routine() {
        List<Parameter> inputs = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            SortedMap<String, String> attributes = new TreeMap<>(Map.of("label", text(), "tooltip", text()));
            attributes.put("required", Boolean.toString(random.nextBoolean()));
            inputs.add(new Parameter("i" + i + text(), text(), attributes));
        }
        List<RoutineInterface.Output> outputs = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            outputs.add(new RoutineInterface.Output("o" + i + text(), text()));
        }
        return new RoutineInterface(
                "routine_r" + random.nextInt(9),
                text(),
                "1.0",
                "1",
                random.nextBoolean(),
                random.nextBoolean(),
                inputs,
                outputs);
    }

    private SortedMap<String, String> attributes() {
        SortedMap<String, String> attributes = new TreeMap<>();
        for (String name : ATTRIBUTES) {
            if (random.nextBoolean()) {
                attributes.put(name, text());
            }
        }
        if (random.nextBoolean()) {
            attributes.put("required", Boolean.toString(random.nextBoolean()));
        }
        return attributes;
    }

    private BigDecimal coordinate() {
        return random.nextBoolean()
                ? BigDecimal.valueOf(random.nextInt(4000) - 1000)
                : BigDecimal.valueOf(random.nextDouble() * 1000);
    }

    private ConnectorType type() {
        return ConnectorType.values()[random.nextInt(ConnectorType.values().length)];
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }
}

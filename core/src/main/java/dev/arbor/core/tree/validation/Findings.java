package dev.arbor.core.tree.validation;

import dev.arbor.core.tree.Connector;
import dev.arbor.core.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects problems while the rules are checked, and knows how nodes and connectors are called in sentences. */
final class Findings {

    private static final int SHOWN = 100;

    private final List<Problem> problems = new ArrayList<>();

    void ofTree(Rule rule, String sentence) {
        problems.add(new Problem(rule, Optional.empty(), Optional.empty(), Optional.empty(), sentence));
    }

    void ofNode(Rule rule, Node node, String sentence) {
        problems.add(new Problem(rule, Optional.of(node.id()), Optional.empty(), Optional.empty(), sentence));
    }

    void ofParameter(Rule rule, Node node, String parameterId, String sentence) {
        problems.add(new Problem(rule, Optional.of(node.id()), Optional.of(parameterId), Optional.empty(), sentence));
    }

    void ofInput(Rule rule, String inputId, String sentence) {
        problems.add(new Problem(rule, Optional.empty(), Optional.of(inputId), Optional.empty(), sentence));
    }

    void ofConnector(Rule rule, Connector connector, String sentence) {
        problems.add(
                new Problem(rule, Optional.of(connector.from()), Optional.empty(), Optional.of(connector), sentence));
    }

    TreeValidation validation() {
        return new TreeValidation(
                problems.stream().filter(problem -> problem.rule().isError()).toList(),
                problems.stream().filter(problem -> !problem.rule().isError()).toList());
    }

    /** A node in a sentence: its id, and its name where that tells more. */
    static String name(Node node) {
        String id = "node " + quoted(node.id());
        return node.name().isBlank() || node.name().equals(node.id()) ? id : id + " (" + shown(node.name()) + ")";
    }

    /** A connector in a sentence. */
    static String name(Connector connector) {
        String label = connector.label().isBlank() ? "" : " (" + shown(connector.label()) + ")";
        return connector.type().label() + " connector from " + quoted(connector.from()) + " to "
                + quoted(connector.to()) + label;
    }

    /** A text of the tree in a sentence. */
    static String quoted(String text) {
        return "'" + shown(text) + "'";
    }

    /** Sentences stay readable, and can be written anywhere, whatever a tree has in its texts. */
    private static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        int characters = text.codePointCount(0, text.length());
        text.codePoints().limit(SHOWN).forEach(character -> {
            int type = Character.getType(character);
            boolean printable = type != Character.CONTROL && type != Character.SURROGATE;
            if (printable) {
                shown.appendCodePoint(character);
            } else {
                shown.append(String.format("\\u%04X", character));
            }
        });
        return characters > SHOWN ? shown + "…" : shown.toString();
    }
}

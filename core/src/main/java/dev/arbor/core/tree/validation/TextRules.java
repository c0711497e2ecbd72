package dev.arbor.core.tree.validation;

import static dev.arbor.core.tree.validation.Findings.name;
import static dev.arbor.core.tree.validation.Findings.quoted;

import dev.arbor.core.tree.Connector;
import dev.arbor.core.tree.Message;
import dev.arbor.core.tree.Node;
import dev.arbor.core.tree.Parameter;
import dev.arbor.core.tree.RoutineInterface;
import dev.arbor.core.tree.TreeDefinition;
import dev.arbor.core.tree.xml.XmlText;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The rules about the characters of texts, and their number. */
final class TextRules {

    /** What the columns for ids and names of tasks hold, in characters. */
    static final int MAX_KEY_LENGTH = 255;

    /** What the builder takes as the name of a node, in characters. */
    static final int MAX_NAME_LENGTH = 128;

    private TextRules() {}

    static void check(TreeDefinition tree, Findings findings) {
        Consumer<String> ofTree = sentence -> findings.ofTree(Rule.TEXT_IS_LEGAL, sentence);
        legal(tree.name(), () -> "the name of the tree", ofTree);
        legal(tree.author(), () -> "the author of the tree", ofTree);
        legal(tree.notes(), () -> "the notes of the tree", ofTree);
        legal(tree.builderVersion(), () -> "the builder version of the tree", ofTree);
        legal(tree.schemaVersion(), () -> "the schema version of the tree", ofTree);
        legal(tree.version(), () -> "the version of the tree", ofTree);
        tree.routine().ifPresent(routine -> routine(routine, findings));
        tree.nodes().forEach(node -> node(node, findings));
        tree.connectors().forEach(connector -> connector(connector, findings));
    }

    private static void routine(RoutineInterface routine, Findings findings) {
        Consumer<String> ofTree = sentence -> findings.ofTree(Rule.TEXT_IS_LEGAL, sentence);
        legal(routine.id(), () -> "the id of the routine", ofTree);
        legal(routine.name(), () -> "the name of the routine", ofTree);
        legal(routine.schemaVersion(), () -> "the schema version of the routine", ofTree);
        legal(routine.version(), () -> "the version of the routine", ofTree);
        for (Parameter input : routine.inputs()) {
            parameter(
                    input,
                    () -> "the input " + quoted(input.id()) + " of the routine",
                    sentence -> findings.ofInput(Rule.TEXT_IS_LEGAL, input.id(), sentence));
        }
        for (RoutineInterface.Output output : routine.outputs()) {
            legal(output.name(), () -> "the name of the output " + quoted(output.name()) + " of the routine", ofTree);
            legal(output.description(), () -> "the description of the output " + quoted(output.name()), ofTree);
        }
    }

    private static void node(Node node, Findings findings) {
        Consumer<String> ofNode = sentence -> findings.ofNode(Rule.TEXT_IS_LEGAL, node, sentence);
        legal(node.id(), () -> "the id of " + name(node), ofNode);
        legal(node.name(), () -> "the name of " + name(node), ofNode);
        legal(node.definitionId(), () -> "the handler of " + name(node), ofNode);
        shortKey(node.id(), "the id of ", node, findings);
        shortKey(node.name(), "the name of ", node, findings);
        shortKey(node.definitionId(), "the handler of ", node, findings);
        for (Parameter parameter : node.parameters()) {
            parameter(
                    parameter,
                    () -> "the parameter " + quoted(parameter.id()) + " of " + name(node),
                    sentence -> findings.ofParameter(Rule.TEXT_IS_LEGAL, node, parameter.id(), sentence));
        }
        for (Message message : node.messages()) {
            legal(message.template(), () -> "the " + message.type().label() + " message of " + name(node), ofNode);
        }
    }

    private static void parameter(Parameter parameter, Supplier<String> place, Consumer<String> finding) {
        legal(parameter.id(), () -> "the id of " + place.get(), finding);
        legal(parameter.template(), place, finding);
        parameter
                .attributes()
                .forEach((attribute, value) -> legal(value, () -> attribute + " of " + place.get(), finding));
    }

    private static void connector(Connector connector, Findings findings) {
        Consumer<String> finding = sentence -> findings.ofConnector(Rule.TEXT_IS_LEGAL, connector, sentence);
        legal(connector.to(), () -> "the target of the " + name(connector), finding);
        legal(connector.label(), () -> "the label of the " + name(connector), finding);
        legal(connector.condition(), () -> "the condition of the " + name(connector), finding);
    }

    /** Almost every text is legal, so places are put into words when they are needed. */
    private static void legal(String text, Supplier<String> place, Consumer<String> finding) {
        XmlText.firstIllegal(text)
                .ifPresent(character -> finding.accept(String.format(
                        "Expected texts that XML can carry, but %s has the character U+%04X.",
                        place.get(), character)));
    }

    private static void shortKey(String key, String place, Node node, Findings findings) {
        if (key.length() > MAX_KEY_LENGTH) {
            findings.ofNode(
                    Rule.KEY_IS_SHORT,
                    node,
                    "Expected at most " + MAX_KEY_LENGTH + " characters, but " + place + name(node) + " has "
                            + key.length() + ".");
        }
    }
}

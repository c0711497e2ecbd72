package dev.arbor.core.tree.xml;

import dev.arbor.core.tree.Connector;
import dev.arbor.core.tree.Node;
import dev.arbor.core.tree.Parameter;
import dev.arbor.core.tree.RoutineInterface;
import dev.arbor.core.tree.TreeDefinition;
import dev.arbor.core.tree.TreeDocument;
import dev.arbor.core.tree.TreeStatus;
import dev.arbor.core.tree.TreeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the elements of a tree (engine spec 2.1); those of a node are the matter of {@link NodeXmlReader}. */
final class TreeXmlReader {

    private static final String DEFAULT_SCHEMA_VERSION = "1.0";
    private static final String NO_SOURCE = "-";

    private final XmlCursor xml;
    private final XmlWords words;

    TreeXmlReader(XmlCursor xml) {
        this.xml = xml;
        this.words = new XmlWords(xml);
    }

    /** Reads the whole text as a {@code <tree>}. */
    TreeDocument document() {
        xml.enterRoot();
        if (!xml.element().equals("tree")) {
            throw xml.malformed("the root element <tree>", "<" + xml.element() + ">");
        }
        TreeDocument tree = tree();
        xml.finish();
        return tree;
    }

    /** Reads the whole text as a {@code <taskTree>}, or as a {@code <tree>} around one. */
    TreeDefinition definition() {
        xml.enterRoot();
        TreeDefinition definition =
                switch (xml.element()) {
                    case "tree" -> tree().definition();
                    case "taskTree" -> taskTree();
                    default -> throw xml.malformed("the root element <taskTree> or <tree>", "<" + xml.element() + ">");
                };
        xml.finish();
        return definition;
    }

    private TreeDocument tree() {
        String schemaVersion = xml.attribute("schema_version").orElse(DEFAULT_SCHEMA_VERSION);
        String sourceName = "";
        String sourceGroup = "";
        String definitionId = "";
        Optional<TreeType> statedType = Optional.empty();
        TreeStatus status = TreeStatus.ACTIVE;
        Optional<TreeDefinition> definition = Optional.empty();
        while (xml.enterChild()) {
            switch (xml.element()) {
                case "sourceName" -> sourceName = xml.text();
                case "sourceGroup" -> sourceGroup = xml.text();
                case "definitionId" -> definitionId = xml.text().strip();
                case "type" -> statedType = type();
                case "status" -> status = status();
                case "taskTree" -> definition = Optional.of(taskTree());
                default -> xml.skip();
            }
        }
        TreeType type = statedType.orElse(definitionId.isEmpty() ? TreeType.TREE : TreeType.GLOBAL_ROUTINE);
        boolean global = type == TreeType.GLOBAL_ROUTINE;
        return new TreeDocument(
                global && sourceName.isBlank() ? NO_SOURCE : sourceName,
                global && sourceGroup.isBlank() ? NO_SOURCE : sourceGroup,
                definitionId,
                type,
                status,
                schemaVersion,
                definition.orElseThrow(() -> xml.malformed("a <taskTree> in <tree>", "none")));
    }

    private Optional<TreeType> type() {
        String word = xml.text().strip();
        if (word.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(TreeType.of(word)
                .orElseThrow(() -> xml.malformed("the type Tree, Global Routine or Local Routine", "'" + word + "'")));
    }

    private TreeStatus status() {
        String word = xml.text().strip();
        if (word.isEmpty()) {
            return TreeStatus.ACTIVE;
        }
        return TreeStatus.of(word)
                .orElseThrow(() -> xml.malformed("the status Active, Inactive or Paused", "'" + word + "'"));
    }

    private TreeDefinition taskTree() {
        String builderVersion = xml.attribute("builder_version").orElse("");
        String schemaVersion = xml.attribute("schema_version").orElse(DEFAULT_SCHEMA_VERSION);
        String version = xml.attribute("version").orElse("");
        String name = "";
        String author = "";
        String notes = "";
        Optional<String> lastId = Optional.empty();
        Optional<RoutineInterface> routine = Optional.empty();
        List<Node> nodes = new ArrayList<>();
        List<Connector> connectors = new ArrayList<>();
        while (xml.enterChild()) {
            switch (xml.element()) {
                case "name" -> name = xml.text();
                case "author" -> author = xml.text();
                case "notes" -> notes = xml.text();
                case "lastID" -> lastId = Optional.of(xml.text().strip());
                case "taskDefinition" -> routine = Optional.of(routine());
                case "request" -> request(nodes, connectors);
                default -> xml.skip();
            }
        }
        int counter = words.wholeNumber("lastID", lastId.orElse(""), TreeDefinition.highestNumber(nodes));
        return new TreeDefinition(
                name, author, notes, counter, builderVersion, schemaVersion, version, routine, nodes, connectors);
    }

    private void request(List<Node> nodes, List<Connector> connectors) {
        while (xml.enterChild()) {
            if (xml.element().equals("task")) {
                nodes.add(new NodeXmlReader(xml, connectors).read());
            } else {
                xml.skip();
            }
        }
    }

    private RoutineInterface routine() {
        String id = xml.attribute("id").orElse("").strip();
        String name = xml.attribute("name").orElse("");
        String schemaVersion = xml.attribute("schema_version").orElse(DEFAULT_SCHEMA_VERSION);
        String version = xml.attribute("version").orElse("1");
        boolean visible = false;
        boolean deferrable = true;
        List<Parameter> inputs = new ArrayList<>();
        List<RoutineInterface.Output> outputs = new ArrayList<>();
        xml.reading("the <taskDefinition>");
        while (xml.enterChild()) {
            switch (xml.element()) {
                case "visible" -> visible = words.flag(visible);
                case "deferrable" -> deferrable = words.flag(deferrable);
                case "parameters" -> inputs.addAll(words.parameters());
                case "results" -> outputs.addAll(outputs());
                default -> xml.skip();
            }
        }
        xml.reading("");
        return new RoutineInterface(id, name, schemaVersion, version, visible, deferrable, inputs, outputs);
    }

    private List<RoutineInterface.Output> outputs() {
        List<RoutineInterface.Output> outputs = new ArrayList<>();
        while (xml.enterChild()) {
            if (xml.element().equals("result")) {
                outputs.add(new RoutineInterface.Output(
                        xml.attribute("name").orElse(""),
                        xml.attribute("tooltip").orElse("")));
            }
            xml.skip();
        }
        return outputs;
    }
}

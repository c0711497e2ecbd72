package dev.arbor.core.tree.xml;

import dev.arbor.core.tree.Connector;
import dev.arbor.core.tree.ConnectorType;
import dev.arbor.core.tree.Message;
import dev.arbor.core.tree.Node;
import dev.arbor.core.tree.Parameter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Reads one {@code <task>} of a {@code <request>}: a node and the connectors that leave it (engine spec 2.1). */
final class NodeXmlReader {

    private final XmlCursor xml;
    private final XmlWords words;
    private final List<Connector> connectors;

    /** The connectors of the node are added to {@code connectors}. */
    NodeXmlReader(XmlCursor xml, List<Connector> connectors) {
        this.xml = xml;
        this.words = new XmlWords(xml);
        this.connectors = connectors;
    }

    Node read() {
        String id = xml.attribute("id").orElse("").strip();
        String definitionId = xml.attribute("definition_id").orElse("").strip();
        String name = xml.attribute("name").orElse("");
        xml.reading("the node '" + id + "'");
        BigDecimal x = words.coordinate("x");
        BigDecimal y = words.coordinate("y");
        int version = 1;
        boolean configured = true;
        boolean defers = false;
        boolean deferrable = false;
        boolean visible = true;
        List<Parameter> parameters = new ArrayList<>();
        List<Message> messages = new ArrayList<>();
        while (xml.enterChild()) {
            switch (xml.element()) {
                case "version" -> version = words.wholeNumber(version);
                case "configured" -> configured = words.flag(configured);
                case "defers" -> defers = words.flag(defers);
                case "deferrable" -> deferrable = words.flag(deferrable);
                case "visible" -> visible = words.flag(visible);
                case "parameters" -> parameters.addAll(words.parameters());
                case "messages" -> messages.addAll(messages());
                case "dependents" -> dependents(id);
                default -> xml.skip();
            }
        }
        xml.reading("");
        return new Node(
                id, definitionId, name, version, configured, defers, deferrable, visible, x, y, parameters, messages);
    }

    private List<Message> messages() {
        List<Message> messages = new ArrayList<>();
        while (xml.enterChild()) {
            if (xml.element().equals("message")) {
                ConnectorType type = words.connectorType();
                messages.add(new Message(type, xml.text()));
            } else {
                xml.skip();
            }
        }
        return messages;
    }

    private void dependents(String from) {
        while (xml.enterChild()) {
            if (xml.element().equals("task")) {
                ConnectorType type = words.connectorType();
                String label = xml.attribute("label").orElse("");
                String condition = xml.attribute("value").orElse("");
                connectors.add(new Connector(from, xml.text().strip(), type, label, condition));
            } else {
                xml.skip();
            }
        }
    }
}

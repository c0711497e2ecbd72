package dev.arbor.core.tree.xml;

import dev.arbor.core.tree.ConnectorType;
import dev.arbor.core.tree.Node;
import dev.arbor.core.tree.Parameter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Reads what several elements of a tree have in common: flags, numbers, words and lists of parameters. */
final class XmlWords {

    private final XmlCursor xml;

    XmlWords(XmlCursor xml) {
        this.xml = xml;
    }

    /** Leaves the element that was entered last; an empty one gives {@code ifBlank}. */
    boolean flag(boolean ifBlank) {
        String element = xml.element();
        String text = xml.text().strip();
        if (text.isEmpty()) {
            return ifBlank;
        }
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Boolean.parseBoolean(text);
        }
        throw xml.malformed("true or false in <" + element + ">", "'" + text + "'");
    }

    /** Leaves the element that was entered last; an empty one gives {@code ifBlank}. */
    int wholeNumber(int ifBlank) {
        String element = xml.element();
        return wholeNumber(element, xml.text().strip(), ifBlank);
    }

    /** A number that stood in an element. */
    int wholeNumber(String element, String text, int ifBlank) {
        if (text.isEmpty()) {
            return ifBlank;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw xml.malformed("a whole number in <" + element + ">", "'" + text + "'");
        }
    }

    /** A place in the builder, from an attribute of the element that was entered last; 0 when it is not stated. */
    BigDecimal coordinate(String attribute) {
        String text = xml.attribute(attribute).orElse("").strip();
        if (text.isEmpty()) {
            return BigDecimal.ZERO;
        }
        return Node.coordinate(text).orElseThrow(() -> xml.malformed("a number in " + attribute, "'" + text + "'"));
    }

    /** The {@code type} of the element that was entered last; Complete when it is not stated. */
    ConnectorType connectorType() {
        String text = xml.attribute("type").orElse("");
        if (text.isBlank()) {
            return ConnectorType.COMPLETE;
        }
        return ConnectorType.of(text)
                .orElseThrow(() -> xml.malformed("the type Create, Update or Complete", "'" + text + "'"));
    }

    /** Leaves the {@code <parameters>} that was entered last. */
    List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        while (xml.enterChild()) {
            if (xml.element().equals("parameter")) {
                parameters.add(parameter());
            } else {
                xml.skip();
            }
        }
        return parameters;
    }

    private Parameter parameter() {
        SortedMap<String, String> attributes = xml.attributes();
        String id = attributes.remove("id");
        return new Parameter(id == null ? "" : id, xml.text(), attributes);
    }
}

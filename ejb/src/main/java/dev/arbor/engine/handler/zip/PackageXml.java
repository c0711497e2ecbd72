package dev.arbor.engine.handler.zip;

import dev.arbor.engine.api.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** XML of a package: elements by name, and nothing that reads from elsewhere or expands. */
final class PackageXml {

    private PackageXml() {}

    /** The root of a file. Refused as {@code invalid_package}, with the line, when it is not well-formed. */
    static Element root(String path, byte[] content, String expected) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setExpandEntityReferences(false);
            factory.setXIncludeAware(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler()); // Says nothing on standard error; fatal errors are thrown.
            Element root = builder.parse(new ByteArrayInputStream(content)).getDocumentElement();
            if (!root.getTagName().equals(expected)) {
                throw invalid(
                        "Expected a <" + expected + "> in " + path + ", but found a <" + root.getTagName() + ">.");
            }
            return root;
        } catch (SAXParseException e) {
            throw invalid("Expected XML in " + path + ", but line " + e.getLineNumber() + " says: " + e.getMessage());
        } catch (SAXException e) {
            throw invalid("Expected XML in " + path + ", but it is not: " + e.getMessage());
        } catch (ParserConfigurationException | IOException e) {
            throw new IllegalStateException("Expected to read XML from memory, but it failed.", e);
        }
    }

    /** The child elements of a name. */
    static List<Element> children(Element parent, String name) {
        List<Element> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && element.getTagName().equals(name)) {
                children.add(element);
            }
        }
        return children;
    }

    /** The elements of a list that is inside of an element of its own. */
    static List<Element> items(Element parent, String list, String item) {
        return children(parent, list).stream()
                .flatMap(each -> children(each, item).stream())
                .toList();
    }

    /** The text of the first child of a name; empty where there is none. */
    static String text(Element parent, String name) {
        List<Element> found = children(parent, name);
        return found.isEmpty() ? "" : found.get(0).getTextContent();
    }

    /** Whether a text says yes; {@code otherwise} where it says nothing. */
    static boolean flag(String text, boolean otherwise) {
        return text.isBlank() ? otherwise : text.strip().equalsIgnoreCase("true");
    }

    static Refusal invalid(String message) {
        return Refusal.invalid("invalid_package", message);
    }
}

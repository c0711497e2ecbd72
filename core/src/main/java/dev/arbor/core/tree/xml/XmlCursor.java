package dev.arbor.core.tree.xml;

import dev.arbor.core.tree.MalformedTreeException;
import java.io.StringReader;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Walks through an XML text element by element, forwards only.
 *
 * <pre>{@code
 * while (cursor.enterChild()) {
 *     switch (cursor.element()) {
 *         case "name" -> name = cursor.text();
 *         default -> cursor.skip();
 *     }
 * }
 * }</pre>
 *
 * Whoever enters a child leaves it by {@link #text}, {@link #skip} or by entering its children to the last. Every
 * failure is a {@link MalformedTreeException} with line and column.
 */
final class XmlCursor implements AutoCloseable {

    private static final int SHOWN = 200;

    private final XMLStreamReader reader;
    private String owner = "";

    XmlCursor(String text) {
        try {
            reader = factory().createXMLStreamReader(new StringReader(RawRuby.escaped(text)));
        } catch (XMLStreamException e) {
            throw notWellFormed(e);
        }
    }

    /**
     * The JDK's own parser, whatever else a server brings along. Each bolt here is enough to keep entities out; the
     * refusal of a DOCTYPE in {@link #next} is what a person gets to read.
     *
     * <p>The limits on entities are lifted, since without a DOCTYPE there are none to limit: a JDK that counts {@code
     * &lt;} among them (from 24 on) would refuse trees with much Ruby in them after 100,000.
     */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
        factory.setProperty("jdk.xml.totalEntitySizeLimit", "0");
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("Expected no external entity, but found '" + systemId + "'.");
        });
        return factory;
    }

    /** Moves to the root element. */
    void enterRoot() {
        while (next() != XMLStreamConstants.START_ELEMENT) {
            // A comment or processing instruction before the root says nothing about the tree.
        }
    }

    /** Checks that nothing but white space and comments follows the root element. */
    void finish() {
        while (next() != XMLStreamConstants.END_DOCUMENT) {
            // The parser itself refuses anything that matters here.
        }
    }

    /** Moves to the next child of the element that was entered last; false when there is none left. */
    boolean enterChild() {
        while (true) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                return true;
            }
            if (event == XMLStreamConstants.END_ELEMENT) {
                return false;
            }
            if (isText(event) && !reader.isWhiteSpace()) {
                throw malformed("elements only", "the text '" + reader.getText() + "'");
            }
        }
    }

    /** The name of the element that was entered last. */
    String element() {
        return reader.getLocalName();
    }

    /** An attribute of the element that was entered last. */
    Optional<String> attribute(String name) {
        return Optional.ofNullable(reader.getAttributeValue(null, name));
    }

    /** The attributes of the element that was entered last. */
    SortedMap<String, String> attributes() {
        SortedMap<String, String> attributes = new TreeMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        return attributes;
    }

    /** Leaves the element that was entered last and gives its text, which may come in several pieces and CDATA. */
    String text() {
        String element = element();
        StringBuilder text = new StringBuilder();
        while (true) {
            int event = next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                return text.toString();
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                throw malformed("text in <" + element + ">", "the element <" + element() + ">");
            }
            if (isText(event)) {
                text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
            }
        }
    }

    /** Leaves the element that was entered last without looking at what is in it. */
    void skip() {
        int depth = 1;
        while (depth > 0) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
    }

    /** Names what is being read, for example {@code the node 'start'}, so that failures can say it; may be empty. */
    void reading(String ownerOfWhatFollows) {
        owner = ownerOfWhatFollows.isEmpty() ? "" : " in " + shortened(ownerOfWhatFollows);
    }

    /** A failure at the current place: what was expected, and what was found instead. */
    MalformedTreeException malformed(String expected, String found) {
        return new MalformedTreeException(
                "Expected " + expected + ", but found " + shortened(found) + at(reader.getLocation()) + owner + ".");
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (XMLStreamException e) {
            throw notWellFormed(e);
        }
    }

    private int next() {
        int event;
        try {
            event = reader.next();
        } catch (XMLStreamException e) {
            throw notWellFormed(e);
        }
        if (event == XMLStreamConstants.DTD) {
            throw malformed("a tree without a document type", "a DOCTYPE");
        }
        if (event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw malformed("no entity but those of XML itself", "&" + reader.getLocalName() + ";");
        }
        return event;
    }

    private static boolean isText(int event) {
        return event == XMLStreamConstants.CHARACTERS
                || event == XMLStreamConstants.CDATA
                || event == XMLStreamConstants.SPACE;
    }

    private MalformedTreeException notWellFormed(XMLStreamException e) {
        return new MalformedTreeException(
                "Expected well-formed XML, but found" + at(e.getLocation()) + owner + ": " + reason(e), e);
    }

    /** What the parser says, on one line and without the place that its message repeats. */
    private static String reason(XMLStreamException e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        int start = message.indexOf("Message: ");
        return shortened(start < 0 ? message : message.substring(start + "Message: ".length()));
    }

    private static String at(Location location) {
        return location == null || location.getLineNumber() < 1
                ? ""
                : " at line " + location.getLineNumber() + ", column " + location.getColumnNumber();
    }

    /** On one line, and short whatever was handed in. */
    private static String shortened(String text) {
        String start = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
        return start.replaceAll("\\s+", " ").strip();
    }
}

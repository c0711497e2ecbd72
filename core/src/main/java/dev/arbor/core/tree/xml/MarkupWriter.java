package dev.arbor.core.tree.xml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Lays XML out as the exports do: four spaces per level, attributes in alphabetical order, an empty element as an
 * opening and a closing tag, no declaration, no line break at the end.
 */
final class MarkupWriter {

    private static final String INDENT = "    ";

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();
    private int lengthOfLastOpening;

    /** The attributes of an element. */
    static final class Attributes {

        private final SortedMap<String, String> values = new TreeMap<>();

        static Attributes none() {
            return new Attributes();
        }

        static Attributes of(String name, String value) {
            return new Attributes().and(name, value);
        }

        static Attributes of(Map<String, String> values) {
            Attributes attributes = new Attributes();
            attributes.values.putAll(values);
            return attributes;
        }

        Attributes and(String name, String value) {
            values.put(name, value);
            return this;
        }
    }

    /** Opens an element for children. */
    void open(String name, Attributes attributes) {
        start(name, attributes);
        open.push(name);
        lengthOfLastOpening = out.length();
    }

    /** Closes the element that was opened last and is still open. */
    void close() {
        String name = open.pop();
        if (out.length() > lengthOfLastOpening) {
            newLine();
        }
        end(name);
    }

    /** An element with text. */
    void text(String name, Attributes attributes, String text) {
        start(name, attributes);
        XmlText.appendText(out, text);
        end(name);
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private void start(String name, Attributes attributes) {
        if (out.length() > 0) {
            newLine();
        }
        out.append('<').append(name);
        attributes.values.forEach((attribute, value) -> {
            out.append(' ').append(attribute).append("=\"");
            XmlText.appendAttribute(out, value);
            out.append('"');
        });
        out.append('>');
    }

    private void end(String name) {
        out.append("</").append(name).append('>');
    }

    private void newLine() {
        out.append('\n').append(INDENT.repeat(open.size()));
    }
}

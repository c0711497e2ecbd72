package dev.arbor.core.tree.xml;

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
    private int depth;

    /** An element with children, which are written by {@code children}; attributes as name, value, name, value. */
    void element(String name, Runnable children, String... attributes) {
        open(name, attributes(attributes));
        int emptyLength = out.length();
        depth++;
        children.run();
        depth--;
        if (out.length() > emptyLength) {
            newLine();
        }
        close(name);
    }

    /** An element with text; attributes as name, value, name, value. */
    void text(String name, String text, String... attributes) {
        text(name, text, attributes(attributes));
    }

    /** An element with text. */
    void text(String name, String text, SortedMap<String, String> attributes) {
        open(name, attributes);
        XmlText.appendText(out, text);
        close(name);
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private void open(String name, SortedMap<String, String> attributes) {
        if (out.length() > 0) {
            newLine();
        }
        out.append('<').append(name);
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            out.append(' ').append(attribute.getKey()).append("=\"");
            XmlText.appendAttribute(out, attribute.getValue());
            out.append('"');
        }
        out.append('>');
    }

    private void close(String name) {
        out.append("</").append(name).append('>');
    }

    private void newLine() {
        out.append('\n').append(INDENT.repeat(depth));
    }

    private static SortedMap<String, String> attributes(String... namesAndValues) {
        SortedMap<String, String> attributes = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            attributes.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return attributes;
    }
}

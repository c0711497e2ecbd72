package dev.arbor.core.tree.xml;

import dev.arbor.core.tree.MalformedTreeException;
import dev.arbor.core.tree.TreeDefinition;
import dev.arbor.core.tree.TreeDocument;

/**
 * Reads and writes trees as XML (engine spec 2.1 and 2.2).
 *
 * <p>Reading accepts old and hand-made files: attributes, elements and whole lists may be missing, the order of
 * elements does not matter, elements that are not known are passed over. White space in free text (parameters,
 * messages, names, notes) is kept; around words, numbers and node ids it is not. A DOCTYPE is refused, so there are no
 * entities but the five of XML itself.
 *
 * <p>What is written can be read again without loss. Trees read from a real export are written with the same bytes.
 */
public final class TreeXml {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private TreeXml() {}

    /**
     * Reads a whole export, root element {@code <tree>}.
     *
     * @throws MalformedTreeException when the text is no such XML; a bare {@code <taskTree>} is none, for it does not
     *     say which tree it is
     */
    public static TreeDocument readDocument(String xml) {
        try (XmlCursor cursor = cursor(xml)) {
            return new TreeXmlReader(cursor).document();
        }
    }

    /**
     * Reads a whole export from the bytes of a file. The encoding is the one that the file states by a byte order mark
     * or an XML declaration, otherwise UTF-8.
     *
     * @throws MalformedTreeException as {@link #readDocument(String)}
     */
    public static TreeDocument readDocument(byte[] file) {
        return readDocument(XmlEncoding.decode(file));
    }

    /**
     * Reads a graph, root element {@code <taskTree>}, or {@code <tree>}, of which only the graph is taken (D8).
     *
     * @throws MalformedTreeException when the text is no such XML
     */
    public static TreeDefinition readDefinition(String xml) {
        try (XmlCursor cursor = cursor(xml)) {
            return new TreeXmlReader(cursor).definition();
        }
    }

    /**
     * Writes a whole export: no XML declaration, no line break at the end.
     *
     * @param tree has passed validation without errors
     * @throws IllegalArgumentException when the tree cannot be written, which validation would have told
     */
    public static String write(TreeDocument tree) {
        MarkupWriter out = new MarkupWriter();
        new TreeXmlWriter(out).document(tree);
        return out.toString();
    }

    /**
     * Writes a graph as {@code <taskTree>}.
     *
     * @param tree has passed validation without errors
     * @throws IllegalArgumentException when the tree cannot be written, which validation would have told
     */
    public static String write(TreeDefinition tree) {
        MarkupWriter out = new MarkupWriter();
        new TreeXmlWriter(out).definition(tree);
        return out.toString();
    }

    /** Editors and copying leave a byte order mark or blank lines in front, which XML itself would not allow. */
    private static XmlCursor cursor(String xml) {
        int start = 0;
        while (start < xml.length()
                && (xml.charAt(start) == BYTE_ORDER_MARK || Character.isWhitespace(xml.charAt(start)))) {
            start++;
        }
        return new XmlCursor(xml.substring(start));
    }
}

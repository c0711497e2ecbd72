package dev.arbor.engine.handler.zip;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/**
 * The {@code <handler>} element written as an ERB template. In node.xml its tags of ERB are escaped as XML wants it; here
 * they stand as they are, and everything else stays escaped, so that what is rendered is XML again.
 */
final class HandlerTemplate {

    private static final Pattern ERB = Pattern.compile("<%.*?%>", Pattern.DOTALL);

    private HandlerTemplate() {}

    static String of(Element handler) {
        StringBuilder template = new StringBuilder();
        write(handler, template);
        return template.toString();
    }

    private static void write(Element element, StringBuilder out) {
        out.append('<').append(element.getTagName());
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Attr attribute = (Attr) attributes.item(i);
            out.append(' ').append(attribute.getName()).append("=\"");
            text(attribute.getValue(), out);
            out.append('"');
        }
        out.append('>');
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                write(inner, out);
            } else if (child instanceof Text text) {
                text(text.getData(), out);
            }
        }
        out.append("</").append(element.getTagName()).append('>');
    }

    private static void text(String text, StringBuilder out) {
        Matcher tag = ERB.matcher(text);
        int from = 0;
        while (tag.find()) {
            escape(text.substring(from, tag.start()), out);
            out.append(tag.group());
            from = tag.end();
        }
        escape(text.substring(from), out);
    }

    private static void escape(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            switch (character) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.append(character);
            }
        }
    }
}

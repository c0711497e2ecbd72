package dev.arbor.engine.result;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Results in XML: {@code <results><result name="K">V</result></results>}, or the {@code <result>} elements alone (engine
 * spec 3.13 and 4.5). Values are kept to the last blank; of two of one name the last wins.
 *
 * <p>Real senders put JSON or markup between the tags and forget to escape it. So what is no proper XML of this shape is
 * read again by its tags alone, result by result: a text that is properly escaped is unescaped, any other is taken as it
 * stands. A value then ends at the last {@code </result>} before the next {@code <result name=}. A result without a name
 * is left out, since nothing could read it.
 */
public final class ResultXml {

    private static final String RESULTS = "results";
    private static final String RESULT = "result";

    private static final Pattern DECLARATION = Pattern.compile("^\\s*<\\?xml[^>]*\\?>\\s*");
    private static final Pattern ENVELOPE =
            Pattern.compile("^\\s*<results(?:\\s[^>]*)?(?:/>|>(.*)</results>)\\s*$", Pattern.DOTALL);
    private static final Pattern OPENING = Pattern.compile(
            "<result(?:\\s+(?:name\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')|[\\w:-]+\\s*=\\s*\"[^\"]*\"))*\\s*(/?)>");
    private static final String CLOSING = "</result>";
    private static final Pattern CDATA = Pattern.compile("^\\s*<!\\[CDATA\\[(.*)]]>\\s*$", Pattern.DOTALL);
    private static final Pattern ENTITY =
            Pattern.compile("&(?:(amp|lt|gt|quot|apos)|#(\\d{1,7})|#x([0-9a-fA-F]{1,6}));");
    private static final Map<String, String> NAMED =
            Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'");

    private ResultXml() {}

    /** Reads results; absent when the text is nothing of the kind. Blank text is no results. */
    public static Optional<Map<String, String>> read(String text) {
        if (text.isBlank()) {
            return Optional.of(Map.of());
        }
        String body = DECLARATION.matcher(text).replaceFirst("").strip();
        if (body.startsWith("<results")) {
            return strict(body).or(() -> tags(body));
        }
        if (body.startsWith("<result")) {
            return strict("<results>" + body + "</results>").or(() -> tags("<results>" + body + "</results>"));
        }
        // A document type is refused with everything else: nothing that expands is ever read.
        return Optional.empty();
    }

    private static Optional<Map<String, String>> strict(String xml) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
            try {
                return results(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
    }

    private static Optional<Map<String, String>> results(XMLStreamReader reader) throws XMLStreamException {
        Map<String, String> results = new LinkedHashMap<>();
        reader.nextTag();
        if (!reader.getLocalName().equals(RESULTS)) {
            return Optional.empty();
        }
        while (reader.next() != XMLStreamConstants.END_DOCUMENT) {
            if (reader.isCharacters() && !reader.isWhiteSpace()) {
                return Optional.empty();
            }
            if (reader.isStartElement()) {
                if (!reader.getLocalName().equals(RESULT)) {
                    return Optional.empty();
                }
                String name = reader.getAttributeValue(null, "name");
                // Fails on elements inside, which are then read as text by the tags alone.
                String value = reader.getElementText();
                if (name != null) {
                    put(results, name, value);
                }
            }
        }
        return Optional.of(results);
    }

    private static Optional<Map<String, String>> tags(String xml) {
        Matcher envelope = ENVELOPE.matcher(xml);
        if (!envelope.matches()) {
            return Optional.empty();
        }
        String body = envelope.group(1) == null ? "" : envelope.group(1);
        Map<String, String> results = new LinkedHashMap<>();
        Matcher opening = OPENING.matcher(body);
        boolean found = opening.find();
        if (!found && !body.isBlank()) {
            return Optional.empty();
        }
        while (found) {
            Optional<String> name =
                    Optional.ofNullable(opening.group(1)).or(() -> Optional.ofNullable(opening.group(2)));
            boolean empty = !opening.group(3).isEmpty();
            int start = opening.end();
            found = opening.find();
            String raw = empty ? "" : untilClosing(body.substring(start, found ? opening.start() : body.length()));
            name.ifPresent(known -> put(results, unescaped(known), unescaped(raw)));
        }
        return Optional.of(results);
    }

    private static String untilClosing(String text) {
        int end = text.lastIndexOf(CLOSING);
        return end < 0 ? text : text.substring(0, end);
    }

    private static void put(Map<String, String> results, String name, String value) {
        results.remove(name);
        results.put(name, value);
    }

    private static String unescaped(String text) {
        Matcher cdata = CDATA.matcher(text);
        if (cdata.matches()) {
            return cdata.group(1);
        }
        boolean escaped =
                text.indexOf('<') < 0 && ENTITY.matcher(text).replaceAll("").indexOf('&') < 0;
        return escaped ? ENTITY.matcher(text).replaceAll(ResultXml::character) : text;
    }

    private static String character(MatchResult entity) {
        if (entity.group(1) != null) {
            return Matcher.quoteReplacement(NAMED.get(entity.group(1)));
        }
        int code = entity.group(2) != null ? Integer.parseInt(entity.group(2)) : Integer.parseInt(entity.group(3), 16);
        String character = Character.isValidCodePoint(code) ? Character.toString(code) : entity.group();
        return Matcher.quoteReplacement(character);
    }
}

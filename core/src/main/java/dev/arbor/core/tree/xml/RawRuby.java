package dev.arbor.core.tree.xml;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes Ruby in angle brackets that somebody wrote into XML as it is, as recipes show it. No XML has {@code <%} outside of
 * CDATA and comments, so that nothing else is changed by it; line breaks stay where they are.
 */
final class RawRuby {

    private static final Pattern PIECE =
            Pattern.compile("<!\\[CDATA\\[.*?]]>|<!--.*?-->|(?<ruby><%.*?%>)", Pattern.DOTALL);
    private static final Pattern AMPERSAND = Pattern.compile("&(?!(?:amp|lt|gt|quot|apos|#\\d+|#x[0-9a-fA-F]+);)");

    private RawRuby() {}

    /** The text with its Ruby escaped. */
    static String escaped(String text) {
        if (!text.contains("<%")) {
            return text;
        }
        return PIECE.matcher(text).replaceAll(piece -> Matcher.quoteReplacement(escaped(piece)));
    }

    private static String escaped(MatchResult piece) {
        String ruby = piece.group(1);
        if (ruby == null) {
            return piece.group();
        }
        return AMPERSAND
                .matcher(ruby)
                .replaceAll("&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}

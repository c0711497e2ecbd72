package dev.arbor.core.tree.xml;

import java.util.OptionalInt;

/** Which characters an XML 1.0 text can carry, and how the awkward ones are written. */
public final class XmlText {

    private XmlText() {}

    /**
     * The first character of a text that XML cannot carry in any spelling: a control character other than tab, line
     * feed and carriage return, half of a surrogate pair, U+FFFE or U+FFFF.
     */
    public static OptionalInt firstIllegal(String text) {
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            if (!isLegal(character)) {
                return OptionalInt.of(character);
            }
            i += Character.charCount(character);
        }
        return OptionalInt.empty();
    }

    private static boolean isLegal(int character) {
        if (character < 0x20) {
            return character == '\t' || character == '\n' || character == '\r';
        }
        return character < Character.MIN_SURROGATE
                || character > Character.MAX_SURROGATE && character != 0xFFFE && character != 0xFFFF;
    }

    /** Appends the text of an element. A carriage return would be read as a line feed if it stood there bare. */
    static void appendText(StringBuilder out, String text) {
        requireLegal(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '\r' -> out.append("&#13;");
                default -> out.append(c);
            }
        }
    }

    /** Appends the value of an attribute. White space other than the blank would be read as a blank. */
    static void appendAttribute(StringBuilder out, String value) {
        requireLegal(value);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\t' -> out.append("&#9;");
                case '\n' -> out.append("&#10;");
                case '\r' -> out.append("&#13;");
                default -> out.append(c);
            }
        }
    }

    private static void requireLegal(String text) {
        firstIllegal(text).ifPresent(character -> {
            throw new IllegalArgumentException(
                    String.format("Expected a text that XML can carry, but it has the character U+%04X.", character));
        });
    }
}

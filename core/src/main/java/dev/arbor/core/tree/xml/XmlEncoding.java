package dev.arbor.core.tree.xml;

import dev.arbor.core.tree.MalformedTreeException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the bytes of an XML file into text by the rules of XML 1.0, appendix F: a byte order mark, else the XML
 * declaration, else UTF-8.
 *
 * <p>The parser could do this itself, but writes to the standard error when bytes are no text.
 */
final class XmlEncoding {

    private static final int DECLARATION_LENGTH = 200;
    private static final Pattern DECLARED =
            Pattern.compile("^\\s*<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");

    private XmlEncoding() {}

    static String decode(byte[] file) {
        Charset charset = charset(file);
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(file)).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedTreeException(
                    "Expected a file with text in " + charset + ", but some of its bytes are none.", e);
        }
    }

    private static Charset charset(byte[] file) {
        int first = file.length > 1 ? (file[0] & 0xFF) << 8 | file[1] & 0xFF : 0;
        switch (first) {
            case 0xFEFF, 0xFFFE -> {
                return StandardCharsets.UTF_16;
            }
            case '<' -> {
                return StandardCharsets.UTF_16BE;
            }
            case '<' << 8 -> {
                return StandardCharsets.UTF_16LE;
            }
            default -> {
                return declared(
                        new String(file, 0, Math.min(file.length, DECLARATION_LENGTH), StandardCharsets.ISO_8859_1));
            }
        }
    }

    /** The charset that the beginning of a file declares, one in which ASCII is ASCII. */
    private static Charset declared(String beginning) {
        Matcher declaration = DECLARED.matcher(beginning);
        if (!declaration.find()) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(declaration.group(1));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new MalformedTreeException(
                    "Expected a known encoding, but the file declares '" + declaration.group(1) + "'.", e);
        }
    }
}

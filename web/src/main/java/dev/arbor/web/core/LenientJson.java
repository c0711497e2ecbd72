package dev.arbor.web.core;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.arbor.platform.api.PlatformRefusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads JSON as templates of integrations make it (integrator spec 4.1.3): commas may lead, trail and repeat within
 * objects and lists, comments are left out, and of equal keys the last one counts. Whatever else is no JSON is refused.
 * The commas and comments are taken out first, and a strict parser reads the rest.
 */
final class LenientJson {

    /** As deep as documents are read elsewhere. */
    private static final int MAX_DEPTH = 500;

    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            // 1.10 stays 1.10, also where it becomes a text.
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    static {
        STRICT.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(Integer.MAX_VALUE)
                        .build());
    }

    private final byte[] text;
    private final ByteArrayOutputStream kept;
    private int at;

    /** Whether a comma was met that is written once it is known to separate two things. */
    private boolean owed;

    /** The last thing that was kept and is no space. */
    private byte last;

    /** How many objects and lists are open. */
    private int depth;

    private LenientJson(byte[] text) {
        this.text = text;
        this.kept = new ByteArrayOutputStream(text.length);
    }

    /**
     * The document; missing when there is nothing but spaces.
     *
     * @param body UTF-8, with or without a byte order mark
     * @throws PlatformRefusal when it is none
     */
    static JsonNode read(byte[] body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            byte[] strict = new LenientJson(body).withoutExtras();
            JsonNode document = STRICT.readTree(strict);
            if (document == null || document.isMissingNode()) {
                return MissingNode.getInstance();
            }
            refuseUnstorable(document, strict);
            return document;
        } catch (CharacterCodingException e) {
            throw refusal("The body is not UTF-8.");
        } catch (JsonProcessingException e) {
            throw refusal(
                    e.getLocation() == null
                            ? ""
                            : "Line " + e.getLocation().getLineNr() + ", column "
                                    + e.getLocation().getColumnNr() + ".");
        } catch (IOException e) {
            throw refusal("");
        }
    }

    private static PlatformRefusal refusal(String where) {
        return PlatformRefusal.invalid("malformed_json", ("Unable to parse JSON content. " + where).strip());
    }

    /** No database of ours keeps these characters; they are looked for only where their escapes occur. */
    private static void refuseUnstorable(JsonNode document, byte[] text) {
        String escapes = new String(text, StandardCharsets.ISO_8859_1);
        if ((escapes.contains("\\u0000") || escapes.contains("\\ud") || escapes.contains("\\uD"))
                && isUnstorable(document)) {
            throw PlatformRefusal.invalid(
                    "malformed_json",
                    "Unable to parse JSON content. It has a NUL character or half of a character, which cannot be stored.");
        }
    }

    private static boolean isUnstorable(JsonNode node) {
        if (node.isTextual()) {
            return isUnstorable(node.textValue());
        }
        for (var field : node.properties()) {
            if (isUnstorable(field.getKey())) {
                return true;
            }
        }
        for (JsonNode each : node) {
            if (isUnstorable(each)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUnstorable(String text) {
        return text.indexOf('\0') >= 0
                || text.codePoints()
                        .anyMatch(each -> each >= Character.MIN_SURROGATE && each <= Character.MAX_SURROGATE);
    }

    private byte[] withoutExtras() {
        if (text.length >= 3 && text[0] == (byte) 0xEF && text[1] == (byte) 0xBB && text[2] == (byte) 0xBF) {
            at = 3;
        }
        while (at < text.length) {
            byte next = text[at];
            switch (next) {
                case ' ', '\t', '\r', '\n' -> {
                    kept.write(next);
                    at++;
                }
                case ',' -> comma();
                case '"' -> string();
                case '/' -> commentOr(next);
                default -> keep(next);
            }
        }
        return kept.toByteArray();
    }

    /** Outside of objects and lists a comma is a mistake, which the parser shall find. */
    private void comma() {
        if (depth == 0) {
            keep((byte) ',');
        } else {
            owed = true;
            at++;
        }
    }

    private void keep(byte next) {
        boolean closes = next == '}' || next == ']';
        // A comma that follows an opening bracket or a colon, or precedes a closing bracket, separates nothing.
        if (owed && !closes && last != '{' && last != '[' && last != ':') {
            kept.write(',');
        }
        owed = false;
        if (next == '{' || next == '[') {
            depth++;
        } else if (closes) {
            depth--;
        }
        kept.write(next);
        last = next;
        at++;
    }

    private void string() {
        keep((byte) '"');
        while (at < text.length) {
            byte next = text[at++];
            kept.write(next);
            if (next == '\\' && at < text.length) {
                kept.write(text[at++]);
            } else if (next == '"') {
                return;
            }
        }
    }

    private void commentOr(byte slash) {
        byte next = at + 1 < text.length ? text[at + 1] : 0;
        if (next == '/') {
            while (at < text.length && text[at] != '\n') {
                at++;
            }
        } else if (next == '*') {
            int end = end(at + 2);
            if (end < 0) {
                keep(slash);
            } else {
                // What stood on both sides of a comment was apart.
                kept.write(' ');
                at = end;
            }
        } else {
            keep(slash);
        }
    }

    private int end(int from) {
        for (int i = from; i + 1 < text.length; i++) {
            if (text[i] == '*' && text[i + 1] == '/') {
                return i + 2;
            }
        }
        return -1;
    }
}

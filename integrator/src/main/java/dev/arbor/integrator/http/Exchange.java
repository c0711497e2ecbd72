package dev.arbor.integrator.http;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer that was read whole.
 *
 * @param status of HTTP
 * @param headers by their names in lower case; several of one name are joined by commas
 * @param body its bytes, decompressed
 */
record Exchange(int status, Map<String, String> headers, byte[] body) {

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);
    private static final String JSON_BEGINS = "{[\"-0123456789tfn";
    private static final Pattern CHARSET = Pattern.compile("charset=\"?([^\\s;\"]+)", Pattern.CASE_INSENSITIVE);

    /** As output expressions see it. */
    ObjectNode root() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("statusCode", status);
        ObjectNode all = root.putObject("headers");
        headers.forEach(all::put);
        root.set("body", content());
        return root;
    }

    /** JSON where it is JSON, a text where it is not, null where there is nothing (integrator spec 1.6). */
    private JsonNode content() {
        int first = first();
        if (first < 0) {
            return NullNode.instance;
        }
        Charset charset = charset();
        if (mayBeJson(body[first])) {
            try {
                JsonNode json = charset.equals(StandardCharsets.UTF_8)
                        ? JSON.readValue(body, first, body.length - first)
                        : JSON.readValue(text(charset));
                return json == null || json.isMissingNode() ? NullNode.instance : json;
            } catch (IOException e) {
                // It only looks like JSON; then it is a text.
                return TextNode.valueOf(text(charset));
            }
        }
        return TextNode.valueOf(text(charset));
    }

    /** Where the body begins after white space and a byte order mark; -1 when it does not. */
    private int first() {
        int first =
                body.length > 2 && body[0] == (byte) 0xef && body[1] == (byte) 0xbb && body[2] == (byte) 0xbf ? 3 : 0;
        while (first < body.length && (body[first] == ' ' || body[first] >= '\t' && body[first] <= '\r')) {
            first++;
        }
        return first < body.length ? first : -1;
    }

    private static boolean mayBeJson(byte first) {
        return first == 0 || first < 0 || JSON_BEGINS.indexOf(first) >= 0;
    }

    /** The whole body as a text. */
    String text() {
        return text(charset());
    }

    private String text(Charset charset) {
        return new String(body, charset);
    }

    private Charset charset() {
        Matcher matcher = CHARSET.matcher(headers.getOrDefault("content-type", ""));
        try {
            return matcher.find() ? Charset.forName(matcher.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }
}

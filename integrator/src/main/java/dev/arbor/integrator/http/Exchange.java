package dev.arbor.integrator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

    private static final ObjectMapper JSON = new ObjectMapper();
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

    /** JSON where it is JSON, a text where it is not, null where there is nothing. */
    private JsonNode content() {
        String text = new String(body, charset());
        if (text.isBlank()) {
            return NullNode.instance;
        }
        char first = text.stripLeading().charAt(0);
        if (type().contains("json") || first == '{' || first == '[') {
            try {
                JsonNode json = JSON.readTree(text);
                return json == null || json.isMissingNode() ? NullNode.instance : json;
            } catch (IOException e) {
                // It only looks like JSON; then it is a text.
                return TextNode.valueOf(text);
            }
        }
        return TextNode.valueOf(text);
    }

    private String type() {
        return headers.getOrDefault("content-type", "").toLowerCase(java.util.Locale.ROOT);
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

package dev.arbor.integrator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.arbor.integrator.kind.CallException;
import dev.arbor.integrator.kind.CallException.Reason;
import dev.arbor.integrator.template.Arguments;
import dev.arbor.integrator.template.MissingParameterException;
import dev.arbor.integrator.template.Place;
import dev.arbor.integrator.template.Template;
import dev.arbor.integrator.template.Templates;
import dev.arbor.integrator.template.Texts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.apache.hc.core5.net.WWWFormCodec;

/** Makes requests of operations: renders every template into its place (integrator spec 1.3 and 2.2). */
final class Requests {

    private final String baseUrl;
    private final Map<String, String> defaultHeaders;
    private final Templates templates;

    Requests(String baseUrl, Map<String, String> defaultHeaders, Templates templates) {
        this.baseUrl = baseUrl;
        this.defaultHeaders = Map.copyOf(defaultHeaders);
        this.templates = templates;
    }

    Outgoing make(ObjectNode operation, Arguments arguments) throws CallException {
        Outgoing outgoing = new Outgoing(
                operation.path("method").asText("GET").toUpperCase(Locale.ROOT),
                Urls.join(baseUrl, path(operation, arguments), params(operation, arguments)));
        for (Map.Entry<String, String> header : defaultHeaders.entrySet()) {
            outgoing.header(header.getKey(), List.of(header.getValue()));
        }
        for (Map.Entry<String, JsonNode> header : operation.path("headers").properties()) {
            header(outgoing, header.getKey(), header.getValue(), arguments);
        }
        body(outgoing, operation, arguments);
        return outgoing;
    }

    private String path(ObjectNode operation, Arguments arguments) throws CallException {
        try {
            return templates.of(operation.path("path").asText()).renderPath(arguments);
        } catch (MissingParameterException e) {
            throw new CallException(Reason.MISSING_PARAMETER, e.getMessage());
        }
    }

    private List<Map.Entry<String, String>> params(ObjectNode operation, Arguments arguments) {
        boolean empty = operation.path("includeEmptyParams").asBoolean();
        List<Map.Entry<String, String>> params = new ArrayList<>();
        operation.path("params").properties().forEach(param -> {
            String value = render(Texts.of(param.getValue()), arguments, Place.QUERY);
            if (empty || !value.isEmpty()) {
                params.add(Map.entry(render(param.getKey(), arguments, Place.QUERY), value));
            }
        });
        return params;
    }

    private void header(Outgoing outgoing, String name, JsonNode value, Arguments arguments) throws CallException {
        List<String> values = new ArrayList<>();
        for (JsonNode each : value.isArray() ? value : List.of(value)) {
            String text = render(Texts.of(each), arguments, Place.HEADER);
            if (!text.isEmpty()) {
                values.add(text);
            }
        }
        if (!values.isEmpty()) {
            outgoing.header(render(name, arguments, Place.HEADER), values);
        }
    }

    private void body(Outgoing outgoing, ObjectNode operation, Arguments arguments) throws CallException {
        JsonNode body = operation.path("body");
        switch (body.path("bodyType").asText("raw")) {
            case "www_form_urlencoded" -> form(outgoing, body.path("form"), arguments);
            case "multipart_form" -> multipart(outgoing, body.path("parts"), arguments);
            default ->
                raw(
                        outgoing,
                        body.path("raw"),
                        arguments,
                        operation.path("strictJson").asBoolean());
        }
    }

    private void form(Outgoing outgoing, JsonNode form, Arguments arguments) throws CallException {
        List<NameValuePair> pairs = new ArrayList<>();
        form.properties()
                .forEach(field -> pairs.add(new BasicNameValuePair(
                        render(field.getKey(), arguments, Place.TEXT),
                        render(Texts.of(field.getValue()), arguments, Place.TEXT))));
        if (!pairs.isEmpty()) {
            text(outgoing, WWWFormCodec.format(pairs, StandardCharsets.UTF_8), "application/x-www-form-urlencoded");
        }
    }

    private void multipart(Outgoing outgoing, JsonNode parts, Arguments arguments) throws CallException {
        if (parts.isEmpty()) {
            return;
        }
        List<Part> rendered = new ArrayList<>();
        for (JsonNode part : parts) {
            rendered.add(new Part(
                    oneLine(part, "name", arguments),
                    render(part.path("content").asText(), arguments, Place.TEXT).getBytes(StandardCharsets.UTF_8),
                    oneLine(part, "contentType", arguments),
                    oneLine(part, "fileName", arguments)));
        }
        outgoing.headers().remove("Content-Type"); // it carries the boundary
        outgoing.body(() -> entity(rendered));
    }

    /** What becomes a header of a part: line ends would begin headers of their own. */
    private String oneLine(JsonNode part, String field, Arguments arguments) throws CallException {
        String text = render(part.path(field).asText(""), arguments, Place.TEXT);
        if (Outgoing.hasControls(text)) {
            throw new CallException(
                    CallException.Reason.INVALID_REQUEST,
                    "Expected the " + field + " of a part to be one line, but it has line ends or other controls.");
        }
        return text;
    }

    private record Part(String name, byte[] content, String contentType, String fileName) {}

    private static HttpEntity entity(List<Part> parts) {
        MultipartEntityBuilder entity = MultipartEntityBuilder.create().setCharset(StandardCharsets.UTF_8);
        for (Part part : parts) {
            ContentType told = ContentType.parseLenient(part.contentType());
            ContentType type = told != null && told.getMimeType() != null
                    ? told
                    : ContentType.create("text/plain", StandardCharsets.UTF_8);
            entity.addBinaryBody(
                    part.name(), part.content(), type, part.fileName().isEmpty() ? null : part.fileName());
        }
        return entity.build();
    }

    private void raw(Outgoing outgoing, JsonNode raw, Arguments arguments, boolean strict) throws CallException {
        if (raw.isMissingNode() || raw.isNull()) {
            return;
        }
        if (!raw.isTextual()) {
            text(outgoing, leaves(raw, arguments).toString(), "application/json");
            return;
        }
        String told = outgoing.hasHeader("Content-Type")
                ? String.join(",", outgoing.headers().get("Content-Type")).toLowerCase(Locale.ROOT)
                : "";
        String template = raw.textValue();
        String text = render(template, arguments, place(told, template));
        if (text.isEmpty()) {
            return;
        }
        if (strict) {
            text = LenientJson.strict(text)
                    .orElseThrow(() -> new CallException(
                            CallException.Reason.INVALID_REQUEST,
                            "Expected the body to be JSON, because the operation says strictJson, but it is none."));
        }
        if (!outgoing.hasHeader("Content-Type")) {
            outgoing.header("Content-Type", List.of(LenientJson.isDocument(text) ? "application/json" : "text/plain"));
        }
        body(outgoing, text);
    }

    private static Place place(String contentType, String template) {
        if (contentType.contains("xml")) {
            return Place.XML;
        }
        return contentType.contains("json") || contentType.isEmpty() && looksLikeJson(template)
                ? Place.JSON
                : Place.TEXT;
    }

    private static boolean looksLikeJson(String text) {
        String start = text.stripLeading();
        // Two braces begin a tag.
        return start.startsWith("[") || start.startsWith("{") && !start.startsWith("{{");
    }

    /** A document whose texts are templates; one that is a tag and nothing else keeps the type of its value. */
    private JsonNode leaves(JsonNode node, Arguments arguments) {
        if (node.isTextual()) {
            Template template = templates.of(node.textValue());
            if (template.isOneTag()) {
                JsonNode value = template.only(arguments);
                return value.isMissingNode() ? TextNode.valueOf("") : value;
            }
            return TextNode.valueOf(template.render(arguments, Place.TEXT));
        }
        if (node.isArray()) {
            ArrayNode array = ((ArrayNode) node).arrayNode();
            node.forEach(each -> array.add(leaves(each, arguments)));
            return array;
        }
        if (node.isObject()) {
            ObjectNode object = ((ObjectNode) node).objectNode();
            node.properties().forEach(each -> {
                if (!isAbsent(each.getValue(), arguments)) {
                    object.set(each.getKey(), leaves(each.getValue(), arguments));
                }
            });
            return object;
        }
        return node;
    }

    /** What nobody gave is left out; a parameter that had to be given was missed before this. */
    private boolean isAbsent(JsonNode value, Arguments arguments) {
        return value.isTextual()
                && templates.of(value.textValue()).isOneTag()
                && templates.of(value.textValue()).only(arguments).isMissingNode();
    }

    private static void text(Outgoing outgoing, String text, String type) throws CallException {
        if (!outgoing.hasHeader("Content-Type")) {
            outgoing.header("Content-Type", List.of(type));
        }
        body(outgoing, text);
    }

    private static void body(Outgoing outgoing, String text) {
        // The header says what it is; the entity does not say it again.
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        outgoing.body(() -> new ByteArrayEntity(bytes, null));
    }

    private String render(String template, Arguments arguments, Place place) {
        return templates.of(template).render(arguments, place);
    }
}

package dev.arbor.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.web.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Objects of OpenAPI from their JSON. */
final class Model {

    private Model() {}

    /** Says in an operation what its JSON says. */
    static void write(JsonNode json, Operation operation) {
        operation
                .summary(json.get("summary").asText())
                .description(json.path("description").asText(null))
                .operationId(json.path("operationId").asText())
                .parameters(list(json.get("parameters"), Model::parameter))
                .tags(list(json.get("tags"), JsonNode::asText));
        if (json.has("security")) {
            operation.setSecurity(List.of());
        }
        operation.setRequestBody(
                json.has("requestBody")
                        ? OASFactory.createRequestBody()
                                .required(json.at("/requestBody/required").asBoolean())
                                .content(content(json.at("/requestBody/content")))
                        : null);
        APIResponses responses = OASFactory.createAPIResponses();
        json.get("responses")
                .properties()
                .forEach(each -> responses.addAPIResponse(each.getKey(), response(each.getValue())));
        operation.setResponses(responses);
    }

    /** A schema. Words that the server would lose on the way are refused. */
    static Schema schema(JsonNode json) {
        Schema schema = OASFactory.createSchema();
        json.properties().forEach(each -> write(schema, each.getKey(), each.getValue()));
        return schema;
    }

    /** Each by its own setter: the server hands on no others. */
    private static void write(Schema schema, String key, JsonNode value) {
        switch (key) {
            case "$ref" -> schema.setRef(value.asText());
            case "properties" ->
                value.properties().forEach(each -> schema.addProperty(each.getKey(), schema(each.getValue())));
            case "items" -> schema.setItems(schema(value));
            case "oneOf" -> schema.setOneOf(list(value, Model::schema));
            case "anyOf" -> schema.setAnyOf(list(value, Model::schema));
            case "allOf" -> schema.setAllOf(list(value, Model::schema));
            case "not" -> schema.setNot(schema(value));
            case "additionalProperties" -> {
                if (value.isObject()) {
                    schema.setAdditionalPropertiesSchema(schema(value));
                } else {
                    schema.setAdditionalPropertiesBoolean(value.asBoolean());
                }
            }
            case "type" -> schema.setType(types(value));
            case "enum" -> schema.setEnumeration(list(value, Model::plain));
            case "required" -> schema.setRequired(list(value, JsonNode::asText));
            case "description" -> schema.setDescription(value.asText());
            case "format" -> schema.setFormat(value.asText());
            case "minimum" -> schema.setMinimum(value.decimalValue());
            case "minLength" -> schema.setMinLength(value.asInt());
            case "readOnly" -> schema.setReadOnly(value.asBoolean());
            case "default" -> schema.setDefaultValue(plain(value));
            case "example" -> schema.setExample(plain(value));
            default ->
                throw new IllegalArgumentException("Expected a word of schemas that is known, but got '" + key + "'.");
        }
    }

    private static List<SchemaType> types(JsonNode type) {
        return type.isArray() ? list(type, Model::type) : List.of(type(type));
    }

    private static SchemaType type(JsonNode word) {
        return SchemaType.valueOf(word.asText().toUpperCase(Locale.ROOT));
    }

    private static Object plain(JsonNode json) {
        return Json.mapper().convertValue(json, Object.class);
    }

    static APIResponse response(JsonNode json) {
        APIResponse response = OASFactory.createAPIResponse();
        if (json.has("$ref")) {
            return response.ref(json.get("$ref").asText());
        }
        response.setDescription(json.path("description").asText());
        if (json.has("content")) {
            response.setContent(content(json.get("content")));
        }
        return response;
    }

    private static Parameter parameter(JsonNode json) {
        Parameter parameter = OASFactory.createParameter()
                .name(json.get("name").asText())
                .in(Parameter.In.valueOf(json.get("in").asText().toUpperCase(Locale.ROOT)))
                .description(json.path("description").asText(null))
                .schema(schema(json.path("schema")));
        if (json.path("required").asBoolean()) {
            parameter.setRequired(true);
        }
        if (json.has("example")) {
            parameter.setExample(plain(json.get("example")));
        }
        return parameter;
    }

    private static Content content(JsonNode json) {
        Content content = OASFactory.createContent();
        for (Map.Entry<String, JsonNode> each : json.properties()) {
            MediaType media =
                    OASFactory.createMediaType().schema(schema(each.getValue().path("schema")));
            if (each.getValue().has("example")) {
                media.setExample(plain(each.getValue().get("example")));
            }
            content.addMediaType(each.getKey(), media);
        }
        return content;
    }

    private static <T> List<T> list(JsonNode json, java.util.function.Function<JsonNode, T> each) {
        List<T> list = new ArrayList<>();
        json.forEach(item -> list.add(each.apply(item)));
        return list;
    }
}

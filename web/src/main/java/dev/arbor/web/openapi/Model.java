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

    /** A schema; whatever JSON Schema allows may be in it. */
    static Schema schema(JsonNode json) {
        Schema schema = OASFactory.createSchema();
        json.properties().forEach(each -> {
            if (each.getKey().equals("$ref")) {
                schema.setRef(each.getValue().asText());
            } else {
                schema.set(each.getKey(), Json.mapper().convertValue(each.getValue(), Object.class));
            }
        });
        return schema;
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
            parameter.setExample(Json.mapper().convertValue(json.get("example"), Object.class));
        }
        return parameter;
    }

    private static Content content(JsonNode json) {
        Content content = OASFactory.createContent();
        for (Map.Entry<String, JsonNode> each : json.properties()) {
            MediaType media =
                    OASFactory.createMediaType().schema(schema(each.getValue().path("schema")));
            if (each.getValue().has("example")) {
                media.setExample(Json.mapper().convertValue(each.getValue().get("example"), Object.class));
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

package dev.arbor.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.web.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** What stands before and behind the operations. */
final class Cover {

    private Cover() {}

    /** Title, server, headings, and who may come in. */
    static void write(Chapters chapters, IntegratorPages integrator, OpenAPI found) {
        JsonNode book = chapters.book();
        found.info(OASFactory.createInfo()
                        .title(book.get("title").asText())
                        .version(book.get("version").asText())
                        .description(book.get("about").asText())
                        .license(OASFactory.createLicense()
                                .name("Apache License 2.0")
                                .url("https://www.apache.org/licenses/LICENSE-2.0")))
                .servers(List.of(OASFactory.createServer().url("/").description("The server that this came from.")));
        Map<String, String> tags = new TreeMap<>(chapters.tags());
        tags.putAll(integrator.tags());
        found.setTags(tags.entrySet().stream()
                .map(each -> OASFactory.createTag().name(each.getKey()).description(each.getValue()))
                .toList());
        found.setExternalDocs(OASFactory.createExternalDocumentation()
                .url(book.at("/more/url").asText())
                .description(book.at("/more/about").asText()));
        book.get("security")
                .properties()
                .forEach(each -> found.addSecurityRequirement(
                        OASFactory.createSecurityRequirement().addScheme(each.getKey())));
    }

    /** Documents, refusals and ways to sign in. */
    static Components components(Chapters chapters, Map<String, ObjectNode> documents, Shapes shapes) {
        Components components = OASFactory.createComponents();
        documents.forEach((name, schema) -> components.addSchema(name, Model.schema(schema)));
        JsonNode book = chapters.book();
        book.get("refusals").properties().forEach(each -> {
            ObjectNode response = Json.object()
                    .put("description", each.getValue().get("about").asText());
            ObjectNode media = response.putObject("content").putObject("application/json");
            media.set("schema", shapes.shape(Json.value("Refusal")));
            media.set("example", each.getValue().get("example"));
            components.addResponse(each.getValue().get("name").asText(), Model.response(response));
        });
        book.get("security")
                .properties()
                .forEach(each -> components.addSecurityScheme(each.getKey(), scheme(each.getValue())));
        return components;
    }

    private static SecurityScheme scheme(JsonNode json) {
        SecurityScheme scheme = OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.valueOf(json.get("type").asText().toUpperCase(Locale.ROOT)))
                .description(json.get("description").asText());
        if (json.has("scheme")) {
            scheme.setScheme(json.get("scheme").asText());
        }
        if (json.has("in")) {
            scheme.in(SecurityScheme.In.valueOf(json.get("in").asText().toUpperCase(Locale.ROOT)))
                    .name(json.get("name").asText());
        }
        return scheme;
    }
}

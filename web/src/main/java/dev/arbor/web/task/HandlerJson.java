package dev.arbor.web.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.Handlers.HandlerView;
import dev.arbor.engine.api.Handlers.ParameterView;
import dev.arbor.engine.api.Handlers.PropertyView;
import dev.arbor.web.Include;
import dev.arbor.web.Json;

/** A handler as the Task API shows it (engine spec 1.3). */
final class HandlerJson {

    private HandlerJson() {}

    static ObjectNode write(HandlerView handler, Include include) {
        ObjectNode json = Json.object()
                .put("definitionId", handler.definitionId())
                .put("definitionName", handler.definitionName())
                .put("definitionVersion", handler.definitionVersion())
                .put("name", handler.name())
                .put("description", handler.description())
                .put("deferrable", handler.deferrable())
                .put("visible", handler.visible())
                .put("selectionCriterion", handler.selectionCriterion().orElse(null))
                .put("status", handler.status());
        if (include.details()) {
            json.put("createdAt", Json.moment(handler.createdAt()))
                    .put("createdBy", handler.createdBy())
                    .put("updatedAt", Json.moment(handler.updatedAt()))
                    .put("updatedBy", handler.updatedBy());
        }
        if (include.has("properties")) {
            json.set("properties", Json.array(handler.properties(), HandlerJson::property));
        }
        if (include.has("parameters")) {
            json.set("parameters", Json.array(handler.parameters(), HandlerJson::parameter));
        }
        if (include.has("results")) {
            json.set("results", Json.array(handler.results(), result -> Json.object()
                    .put("name", result.name())
                    .put("description", result.description())));
        }
        return json;
    }

    private static ObjectNode property(PropertyView property) {
        return Json.object()
                .put("name", property.name())
                .put("value", property.value().orElse(null))
                .put("type", property.type())
                .put("required", property.required())
                .put("description", property.description());
    }

    private static ObjectNode parameter(ParameterView parameter) {
        return Json.object()
                .put("id", parameter.id())
                .put("name", parameter.name())
                .put("description", parameter.description())
                .put("required", parameter.required())
                .put("defaultValue", parameter.defaultValue())
                .put("menu", parameter.menu())
                .put("dependsOnId", parameter.dependsOnId())
                .put("dependsOnValue", parameter.dependsOnValue());
    }
}

package dev.arbor.engine.handler.store;

import dev.arbor.engine.api.Handlers.HandlerView;
import dev.arbor.engine.api.Handlers.ParameterView;
import dev.arbor.engine.api.Handlers.PropertyView;
import dev.arbor.engine.api.Handlers.ResultView;
import dev.arbor.engine.handler.zip.HandlerDefinition;
import dev.arbor.engine.handler.zip.HandlerDefinition.Property;
import java.util.Map;
import java.util.Optional;

/** Handlers as the API shows them, without any secret. */
final class HandlerViews {

    private HandlerViews() {}

    static HandlerView of(HandlerRow row, HandlerDefinition definition, Map<String, PropertyRow> set) {
        return new HandlerView(
                row.definitionId(),
                definition.definitionName(),
                definition.definitionVersion(),
                row.name(),
                row.description(),
                definition.deferrable(),
                definition.visible(),
                row.selectionCriterion(),
                row.status(),
                definition.properties().stream()
                        .map(property -> property(property, set.get(property.name())))
                        .toList(),
                definition.parameters().stream().map(HandlerViews::parameter).toList(),
                definition.results().stream()
                        .map(result -> new ResultView(result.name(), result.description()))
                        .toList(),
                row.createdAt(),
                row.createdBy(),
                row.updatedAt(),
                row.updatedBy());
    }

    private static PropertyView property(Property property, PropertyRow set) {
        Optional<String> value = property.encrypted()
                ? Optional.empty()
                : Optional.of(set == null || set.value() == null ? property.defaultValue() : set.value());
        return new PropertyView(property.name(), value, property.type(), property.required(), property.description());
    }

    private static ParameterView parameter(HandlerDefinition.Parameter parameter) {
        return new ParameterView(
                parameter.id(),
                parameter.name(),
                parameter.description(),
                parameter.required(),
                parameter.defaultValue(),
                parameter.menu(),
                parameter.dependsOnId(),
                parameter.dependsOnValue());
    }
}

package dev.arbor.engine.handler.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.arbor.engine.api.Handlers.HandlerView;
import dev.arbor.engine.api.Handlers.ParameterView;
import dev.arbor.engine.api.Handlers.ResultView;
import dev.arbor.engine.api.Stamps;
import dev.arbor.engine.api.Surroundings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the engine's own handlers say of themselves, for those who draw trees (engine spec 3.7 and 5.6). They have no row,
 * cannot be changed, and are as old as the build.
 */
@ApplicationScoped
public class SystemControls {

    private static final String FILE = "system-controls.json";

    private String description;
    private Stamps stamps;
    private List<HandlerView> handlers;

    /** For the container's proxy. */
    protected SystemControls() {}

    /** Those of a build. */
    @Inject
    public SystemControls(Surroundings surroundings) {
        this(Instant.parse(surroundings.build().builtAt()));
    }

    /** Those of a build of this time. */
    public SystemControls(Instant builtAt) {
        stamps = new Stamps(builtAt, "SYSTEM", builtAt, "SYSTEM");
        try (InputStream file = SystemControls.class.getResourceAsStream(FILE)) {
            JsonNode json = new ObjectMapper().readTree(file);
            description = json.get("description").textValue();
            List<HandlerView> views = new ArrayList<>();
            json.get("handlers").forEach(handler -> views.add(view(handler)));
            handlers = List.copyOf(views);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read " + FILE + ", but it failed.", e);
        }
    }

    /** What is said of all of them together. */
    public String description() {
        return description;
    }

    /** When and by whom they were made. */
    public Stamps stamps() {
        return stamps;
    }

    /** Their definition ids, sorted. */
    public List<String> ids() {
        return handlers.stream().map(HandlerView::definitionId).toList();
    }

    /** All of them, sorted by id. */
    public List<HandlerView> views() {
        return handlers;
    }

    /** One of them. */
    public Optional<HandlerView> find(String definitionId) {
        return handlers.stream()
                .filter(each -> each.definitionId().equals(definitionId))
                .findFirst();
    }

    private HandlerView view(JsonNode json) {
        String id = json.get("id").textValue();
        int cut = id.lastIndexOf("_v");
        List<ParameterView> parameters = new ArrayList<>();
        json.path("parameters").forEach(each -> parameters.add(parameter(each)));
        List<ResultView> results = new ArrayList<>();
        json.path("results")
                .properties()
                .forEach(each -> results.add(
                        new ResultView(each.getKey(), each.getValue().textValue())));
        return new HandlerView(
                id,
                id.substring(0, cut),
                id.substring(cut + 2),
                json.get("name").textValue(),
                json.get("description").textValue(),
                json.path("deferrable").asBoolean(),
                true,
                Optional.empty(),
                "Active",
                List.of(),
                parameters,
                results,
                stamps.createdAt(),
                stamps.createdBy(),
                stamps.updatedAt(),
                stamps.updatedBy());
    }

    private static ParameterView parameter(JsonNode json) {
        String id = json.get("id").textValue();
        return new ParameterView(
                id,
                json.path("name").asText(id),
                json.get("description").textValue(),
                json.path("required").asBoolean(),
                json.path("default").asText(""),
                json.path("menu").asText(""),
                json.path("dependsOnId").asText(""),
                json.path("dependsOnValue").asText(""));
    }
}

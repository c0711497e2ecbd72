package dev.arbor.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.web.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What is written about operations and about the documents that they take and give: all chapters together. */
final class Chapters {

    /** Chapters say the same of several paths; nobody from outside writes them. */
    private static final int MOST_ALIASES = 1000;

    /**
     * What is written of one operation.
     *
     * @param chapter what the chapter says of all its operations, such as its {@code path} parameters
     * @param text what it says of this one
     */
    record Entry(JsonNode chapter, JsonNode text) {

        String tag() {
            return chapter.get("tag").asText();
        }
    }

    private final JsonNode book = yaml("book.yaml");
    private final Map<String, Entry> operations = new TreeMap<>();
    private final ObjectNode schemas = Json.object();
    private final Map<String, String> tags = new TreeMap<>();
    private final List<Alternatives> alternatives = new ArrayList<>();

    /** Reads all of them. */
    Chapters() {
        book.get("chapters").forEach(name -> add(yaml(name.asText() + ".yaml")));
    }

    /** Title, ways to sign in, refusals, and parameters that mean the same everywhere. */
    JsonNode book() {
        return book;
    }

    /** What is written of an operation, such as {@code GET /app/api/v1/kapps/{slug}}. */
    Optional<Entry> of(String operation) {
        return Optional.ofNullable(operations.get(operation));
    }

    /** All operations of which something is written. */
    Map<String, Entry> operations() {
        return operations;
    }

    /** The documents by their names, as they are written. */
    ObjectNode schemas() {
        return schemas;
    }

    /** The headings, and what is behind them. */
    Map<String, String> tags() {
        return tags;
    }

    /** The words that a resource takes in one place of its path; empty where it takes whatever there is. */
    Optional<Alternatives> alternatives(String path) {
        return alternatives.stream().filter(each -> each.are(path)).findFirst();
    }

    private void add(JsonNode chapter) {
        String root = chapter.path("at").asText();
        tags.put(chapter.get("tag").asText(), chapter.path("about").asText());
        if (chapter.has("schemas")) {
            schemas.setAll((ObjectNode) chapter.get("schemas"));
        }
        chapter.path("alternatives")
                .properties()
                .forEach(each -> alternatives.add(Alternatives.of(root + each.getKey(), each.getValue())));
        chapter.path("operations").properties().forEach(each -> add(root + each.getKey(), each.getValue(), chapter));
    }

    private void add(String path, JsonNode methods, JsonNode chapter) {
        Map<String, JsonNode> paths =
                alternatives(path).map(each -> each.written(path, methods)).orElse(Map.of(path, methods));
        paths.forEach((each, texts) -> texts.properties()
                .forEach(
                        method -> operations.put(method.getKey() + " " + each, new Entry(chapter, method.getValue()))));
    }

    private static JsonNode yaml(String name) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(MOST_ALIASES);
        try (InputStream file = Chapters.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("Expected the chapter " + name + ", but there is none.");
            }
            return Json.value((Object) new Yaml(new SafeConstructor(options)).load(file));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read the chapter " + name + ", but failed.", e);
        }
    }
}

package dev.arbor.web.openapi;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;

/**
 * Paths as clients know them: where a resource takes several words in one place, each is a path, with those methods of
 * the resource of which something is written.
 */
final class Routes {

    private final Chapters chapters;
    private final Predicate<String> written;

    /**
     * Of some chapters.
     *
     * @param written whether something is written of an operation
     */
    Routes(Chapters chapters, Predicate<String> written) {
        this.chapters = chapters;
        this.written = written;
    }

    Map<String, PathItem> of(Map<String, PathItem> found) {
        Map<String, PathItem> routes = new TreeMap<>();
        found.forEach((path, item) -> {
            Optional<Alternatives> alternatives = chapters.alternatives(path);
            if (alternatives.isEmpty()) {
                routes.put(path, item);
            }
            alternatives.ifPresent(each -> each.words()
                    .keySet()
                    .forEach(word -> routes.put(each.path(path, word), written(each.path(path, word), item))));
        });
        return routes;
    }

    private PathItem written(String path, PathItem found) {
        PathItem item = OASFactory.createPathItem();
        for (Map.Entry<HttpMethod, Operation> each : found.getOperations().entrySet()) {
            if (written.test(each.getKey() + " " + path)) {
                item.setOperation(each.getKey(), OASFactory.createOperation());
            }
        }
        return item;
    }
}

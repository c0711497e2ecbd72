package dev.arbor.web.openapi;

import dev.arbor.web.core.LaterOperations;
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

    /** The paths of resources, without operations that are answered to be not there yet. */
    Map<String, PathItem> of(Map<String, PathItem> found) {
        Map<String, PathItem> routes = new TreeMap<>();
        found.forEach((path, item) -> {
            Optional<Alternatives> alternatives = chapters.alternatives(path);
            if (alternatives.isEmpty()) {
                add(routes, path, item, operation -> true);
            }
            alternatives.ifPresent(
                    each -> each.words().keySet().forEach(word -> add(routes, each.path(path, word), item, written)));
        });
        return routes;
    }

    private static void add(Map<String, PathItem> routes, String path, PathItem found, Predicate<String> taken) {
        PathItem item = OASFactory.createPathItem();
        for (Map.Entry<HttpMethod, Operation> each : found.getOperations().entrySet()) {
            String method = each.getKey().name();
            if (taken.test(method + " " + path) && !LaterOperations.has(method, path)) {
                // The scanner's own object would be shared by several paths.
                item.setOperation(
                        each.getKey(),
                        OASFactory.createOperation().responses(each.getValue().getResponses()));
            }
        }
        if (!item.getOperations().isEmpty()) {
            routes.put(path, item);
        }
    }
}

package dev.arbor.web.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.web.integrator.OpenApiResource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.Paths;

/**
 * Writes beside what the server found in the resources what is written of it: an operation of which nothing is written
 * stays as it was found, and a test tells of it.
 */
public class Description implements OASFilter {

    private final Chapters chapters = new Chapters();
    private final IntegratorPages integrator = new IntegratorPages(OpenApiResource.read());
    private final Shapes shapes = new Shapes(chapters.schemas());

    @Override
    public void filterOpenAPI(OpenAPI found) {
        Cover.write(chapters, integrator, found);
        Paths paths = OASFactory.createPaths();
        new Routes(chapters, operation -> written(operation).isPresent())
                .of(found.getPaths().getPathItems())
                .forEach((path, item) -> {
                    describe(path, item);
                    paths.addPathItem(path, item);
                });
        found.setPaths(paths);
        Map<String, ObjectNode> documents = new LinkedHashMap<>(shapes.components());
        documents.putAll(integrator.schemas());
        found.setComponents(Cover.components(chapters, documents, shapes));
    }

    private void describe(String path, PathItem item) {
        item.setParameters(null);
        for (Map.Entry<HttpMethod, Operation> each : item.getOperations().entrySet()) {
            written(each.getKey() + " " + path).ifPresent(json -> Model.write(json, each.getValue()));
        }
    }

    private Optional<ObjectNode> written(String operation) {
        return chapters.of(operation)
                .map(entry -> new WrittenOperation(entry, chapters.book(), shapes).json(operation))
                .or(() -> integrator.of(operation));
    }
}

package dev.arbor.web.policy;

import dev.arbor.engine.api.TreeRef;
import dev.arbor.platform.api.PolicyArea;
import dev.arbor.platform.api.PolicyGate;
import dev.arbor.web.Parameters;
import dev.arbor.web.TaskPrefix;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.util.Optional;

/** Puts every resource of the Task API behind the rules of its area, or of its source where it {@link Starts}. */
@Provider
public class TaskGuards implements DynamicFeature {

    private static final String V1 = "/app/components/task/app/api/v1";

    @Inject
    private PolicyGate gate;

    @Inject
    private TaskRequests requests;

    @Inject
    private SourceAccess access;

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        if (!isOfTaskApi(resource.getResourceClass())) {
            return;
        }
        if (resource.getResourceMethod().isAnnotationPresent(Starts.class)) {
            context.register(new StartGuard(requests, access), Priorities.AUTHORIZATION);
            return;
        }
        context.register(
                new AreaGuard(Areas.of(resource.getResourceClass(), resource.getResourceMethod()), gate, requests),
                Priorities.AUTHORIZATION);
        if (resource.getResourceMethod().isAnnotationPresent(ActsOnTree.class)) {
            context.register(new TreeGuard(access), Priorities.AUTHORIZATION + 1);
        }
    }

    static boolean isOfTaskApi(Class<?> resource) {
        jakarta.ws.rs.Path path = resource.getAnnotation(jakarta.ws.rs.Path.class);
        return path != null
                && (path.value().startsWith(TaskPrefix.TASK_API) || path.value().startsWith(V1));
    }

    /** The rules of an area. */
    record AreaGuard(PolicyArea area, PolicyGate gate, TaskRequests requests) implements ContainerRequestFilter {

        @Override
        public void filter(ContainerRequestContext context) {
            gate.enter(area, requests.current());
        }
    }

    /** The rules of the source that a run is started of. */
    record StartGuard(TaskRequests requests, SourceAccess access) implements ContainerRequestFilter {

        @Override
        public void filter(ContainerRequestContext context) throws IOException {
            if (requests.isSigned()) {
                requests.readBody(context);
            }
            UriInfo uri = context.getUriInfo();
            MultivaluedMap<String, String> path = uri.getPathParameters();
            if (path.containsKey("token")) {
                access.startOfToken(path.getFirst("token"));
            } else if (path.containsKey("source")) {
                access.start(path.getFirst("source"));
            } else {
                tree(new Parameters(uri.getQueryParameters())).ifPresentOrElse(access::start, () -> access.start(""));
            }
        }

        /** As the resource reads it; nothing of one that names no tree. */
        private static Optional<TreeRef> tree(Parameters query) {
            Optional<TreeRef> byGuid = query.text("guid").map(TreeRef.Guid::new);
            Optional<TreeRef> byDefinition = query.text("definitionId").map(TreeRef.Definition::new);
            return byGuid.or(() -> byDefinition)
                    .or(() -> query.text("sourceName").map(name -> new TreeRef.Triple(name, "", "")));
        }
    }

    /** The rules of the source that a tree belongs to. */
    record TreeGuard(SourceAccess access) implements ContainerRequestFilter {

        @Override
        public void filter(ContainerRequestContext context) {
            access.actOnTree(context.getUriInfo().getPathParameters().getFirst("title"));
        }
    }
}

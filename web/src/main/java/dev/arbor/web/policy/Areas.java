package dev.arbor.web.policy;

import dev.arbor.platform.api.PolicyArea;
import jakarta.ws.rs.Path;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.stream.Stream;

/** Which area of the Task API an operation belongs to: the first word of its path says it. */
final class Areas {

    private static final Map<String, PolicyArea> BY_WORD = Map.ofEntries(
            Map.entry("access-keys", PolicyArea.ACCESS_KEYS),
            Map.entry("access_keys", PolicyArea.ACCESS_KEYS),
            Map.entry("archive-trees", PolicyArea.TREES),
            Map.entry("categories", PolicyArea.CATEGORIES),
            Map.entry("clone-trees", PolicyArea.TREES),
            Map.entry("config", PolicyArea.SETUP),
            Map.entry("engine", PolicyArea.ENGINE),
            Map.entry("environment", PolicyArea.ENVIRONMENT),
            Map.entry("errors", PolicyArea.ERRORS),
            Map.entry("groups", PolicyArea.GROUPS),
            Map.entry("handlers", PolicyArea.HANDLERS),
            Map.entry("import-tree", PolicyArea.TREES),
            Map.entry("move-trees", PolicyArea.TREES),
            Map.entry("policyRules", PolicyArea.POLICY_RULES),
            Map.entry("restore-trees", PolicyArea.TREES),
            Map.entry("runs", PolicyArea.RUNS),
            Map.entry("setup", PolicyArea.SETUP),
            Map.entry("sources", PolicyArea.SOURCES),
            Map.entry("systemErrors", PolicyArea.SYSTEM_ERRORS),
            Map.entry("trees", PolicyArea.TREES),
            Map.entry("triggers", PolicyArea.RUNS),
            Map.entry("users", PolicyArea.USERS));

    private static final String API = "/app/api/";

    private Areas() {}

    /** The area of an operation; what belongs to none, for example the version, is of the API as a whole. */
    static PolicyArea of(Class<?> resource, Method method) {
        String path = path(resource) + "/" + path(method);
        int api = path.indexOf(API);
        // The first word is the version.
        return api < 0
                ? PolicyArea.API_V2
                : Stream.of(path.substring(api + API.length()).split("/"))
                        .filter(word -> !word.isEmpty())
                        .skip(1)
                        .findFirst()
                        .map(BY_WORD::get)
                        .orElse(PolicyArea.API_V2);
    }

    private static String path(AnnotatedElement element) {
        Path path = element.getAnnotation(Path.class);
        return path == null ? "" : path.value();
    }
}

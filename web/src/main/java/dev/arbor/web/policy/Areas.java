package dev.arbor.web.policy;

import dev.arbor.platform.api.PolicyArea;
import jakarta.ws.rs.Path;
import java.util.Map;

/** Which area of the Task API a resource belongs to: the first word of its path says it. */
final class Areas {

    private static final Map<String, PolicyArea> BY_WORD = Map.ofEntries(
            Map.entry("access-keys", PolicyArea.ACCESS_KEYS),
            Map.entry("access_keys", PolicyArea.ACCESS_KEYS),
            Map.entry("categories", PolicyArea.CATEGORIES),
            Map.entry("config", PolicyArea.SETUP),
            Map.entry("engine", PolicyArea.ENGINE),
            Map.entry("environment", PolicyArea.ENVIRONMENT),
            Map.entry("errors", PolicyArea.ERRORS),
            Map.entry("groups", PolicyArea.GROUPS),
            Map.entry("handlers", PolicyArea.HANDLERS),
            Map.entry("policyRules", PolicyArea.POLICY_RULES),
            Map.entry("runs", PolicyArea.RUNS),
            Map.entry("setup", PolicyArea.SETUP),
            Map.entry("sources", PolicyArea.SOURCES),
            Map.entry("systemErrors", PolicyArea.SYSTEM_ERRORS),
            Map.entry("trees", PolicyArea.TREES),
            Map.entry("triggers", PolicyArea.RUNS),
            Map.entry("users", PolicyArea.USERS));

    private static final String API = "/app/api/";

    private Areas() {}

    /** The area of a resource; what belongs to none, for example the version, is of the API as a whole. */
    static PolicyArea of(Class<?> resource) {
        Path path = resource.getAnnotation(Path.class);
        String value = path == null ? "" : path.value();
        int api = value.indexOf(API);
        String[] words =
                api < 0 ? new String[0] : value.substring(api + API.length()).split("/");
        // The first word is the version.
        return words.length < 2 ? PolicyArea.API_V2 : BY_WORD.getOrDefault(words[1], PolicyArea.API_V2);
    }
}

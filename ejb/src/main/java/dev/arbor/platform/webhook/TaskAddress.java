package dev.arbor.platform.webhook;

import dev.arbor.engine.api.TreeRef;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses without a server: those of the task component that is part of Arbor, where they start a run (integrator spec
 * 4.11 and 5.3). A run is started there, and nothing is sent to anybody.
 */
public final class TaskAddress {

    private static final String COMPONENT = "/app/components/task";
    private static final String RUNS = "/app/api/v2/runs";
    private static final Pattern RUN_TREE = Pattern.compile("/app/api/v1/run-tree/([^/]+)/([^/]+)/([^/]+)/?");

    private TaskAddress() {}

    /** Whether an address has no server. */
    public static boolean isLocal(String url) {
        return url.startsWith("/");
    }

    /** The tree that an address starts; empty when it starts none. */
    public static Optional<TreeRef> tree(String url) {
        URI uri;
        try {
            uri = new URI(url.replace(" ", "%20"));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
        if (uri.getRawAuthority() != null || uri.getRawPath() == null) {
            return Optional.empty();
        }
        String path = uri.getRawPath().startsWith(COMPONENT)
                ? uri.getRawPath().substring(COMPONENT.length())
                : uri.getRawPath();
        Matcher runTree = RUN_TREE.matcher(path);
        if (runTree.matches()) {
            return Optional.of(new TreeRef.Triple(
                    segment(runTree.group(1)), segment(runTree.group(2)), segment(runTree.group(3))));
        }
        return path.equals(RUNS) || path.equals(RUNS + "/") ? byQuery(parameters(uri)) : Optional.empty();
    }

    private static Optional<TreeRef> byQuery(Map<String, String> query) {
        if (query.containsKey("guid")) {
            return Optional.of(new TreeRef.Guid(query.get("guid")));
        }
        if (query.containsKey("definitionId")) {
            return Optional.of(new TreeRef.Definition(query.get("definitionId")));
        }
        return query.containsKey("sourceName") && query.containsKey("sourceGroup") && query.containsKey("name")
                ? Optional.of(new TreeRef.Triple(query.get("sourceName"), query.get("sourceGroup"), query.get("name")))
                : Optional.empty();
    }

    private static Map<String, String> parameters(URI uri) {
        Map<String, String> parameters = new HashMap<>();
        if (uri.getRawQuery() != null) {
            for (String each : uri.getRawQuery().split("&")) {
                int equals = each.indexOf('=');
                if (equals > 0 && equals + 1 < each.length()) {
                    parameters.putIfAbsent(each.substring(0, equals), decoded(each.substring(equals + 1)));
                }
            }
        }
        return parameters;
    }

    /** In a path a plus is a plus. */
    private static String segment(String raw) {
        return decoded(raw.replace("+", "%2B"));
    }

    /** What {@link URI} let through has no broken escapes. */
    private static String decoded(String raw) {
        return URLDecoder.decode(raw, StandardCharsets.UTF_8);
    }
}

package dev.arbor.integrator.execution;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.vault.Redactor;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What authors of operations are shown of a call (integrator spec 1.6 and 8.1). */
final class Shown {

    private static final Set<String> CREDENTIALS = Set.of(
            "authorization",
            "proxy-authorization",
            "authentication-info",
            "x-api-key",
            "x-auth-token",
            "cookie",
            "set-cookie");

    private Shown() {}

    /** An answer whose headers tell no credentials, whosever they are; what it was made of is not changed. */
    static ObjectNode withoutCredentials(ObjectNode raw) {
        if (!(raw.path("headers") instanceof ObjectNode headers)) {
            return raw;
        }
        ObjectNode shown = raw.objectNode().setAll(raw);
        ObjectNode safe = shown.putObject("headers");
        headers.properties().forEach(header -> {
            if (CREDENTIALS.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                safe.put(header.getKey(), Redactor.SHOWN);
            } else {
                safe.set(header.getKey(), header.getValue());
            }
        });
        return shown;
    }

    /** Adds warnings, if there are any. */
    static void warn(ObjectNode answer, List<String> warnings, Redactor redactor) {
        if (!warnings.isEmpty()) {
            ArrayNode all = answer.putArray("warnings");
            warnings.forEach(warning -> all.add(redactor.of(warning)));
        }
    }
}

package dev.arbor.web.integrator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.api.Dialect;
import dev.arbor.integrator.api.IntegratorRefusal;
import dev.arbor.integrator.api.IntegratorRefusal.Problem;
import dev.arbor.web.Json;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the resources of the Integrator API have in common. */
public final class IntegratorApi {

    /** Where it lives. */
    public static final String ROOT = "/app/integrator/api";

    /** The header by which a client asks for a dialect. */
    static final String DIALECT = "X-Integrator-Dialect";

    private IntegratorApi() {}

    /** The dialect that a client asks for by {@code X-Integrator-Dialect}; empty when it takes what there is. */
    static Optional<Dialect> dialect(HttpHeaders headers) {
        String asked = headers.getHeaderString(DIALECT);
        if (asked == null || asked.isBlank()) {
            return Optional.empty();
        }
        return switch (asked.strip().toLowerCase(Locale.ROOT)) {
            case "k" -> Optional.of(Dialect.K);
            case "s" -> Optional.of(Dialect.S);
            default ->
                throw IntegratorRefusal.invalid(
                        "invalid_dialect", "Expected k or s in " + DIALECT + ", but got '" + asked + "'.");
        };
    }

    /** A body that may be left out. */
    static JsonNode optional(JsonNode body) {
        return body == null ? MissingNode.getInstance() : body;
    }

    /** A list, bare as this API has them. */
    static ArrayNode list(List<ObjectNode> items) {
        return Json.array(items, item -> item);
    }

    /** A switch in the query: on with {@code true} and without a value, off with {@code false} and where it is absent. */
    static boolean flag(UriInfo uri, String name) {
        String value = uri.getQueryParameters().getFirst(name);
        if (value == null) {
            return false;
        }
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "", "true" -> true;
            case "false" -> false;
            default -> throw IntegratorRefusal.schema(List.of(new Problem("Invalid boolean. Got: string", "/" + name)));
        };
    }
}

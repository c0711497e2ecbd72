package dev.arbor.integrator.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What a connection is opened from, with its secrets in place.
 *
 * @param id of the connection
 * @param config in the internal form
 * @param secrets its named secrets
 * @param keep takes a secret that changed while the connection was used (a rotated refresh token), by its place
 */
public record Definition(String id, ObjectNode config, Map<String, String> secrets, BiConsumer<String, String> keep) {

    /** Never shows what is inside. */
    @Override
    public String toString() {
        return "Definition[" + id + "]";
    }
}

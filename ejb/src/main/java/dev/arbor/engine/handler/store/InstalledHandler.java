package dev.arbor.engine.handler.store;

import dev.arbor.engine.handler.zip.HandlerDefinition;
import java.util.Map;

/**
 * A handler as it is to be performed now.
 *
 * @param checksum of its package; another package has another one
 * @param info values of all its properties, secrets included
 */
public record InstalledHandler(HandlerDefinition definition, String checksum, Map<String, String> info) {

    /** Never shows values. */
    @Override
    public String toString() {
        return "InstalledHandler[" + definition.definitionId() + " " + checksum + "]";
    }
}

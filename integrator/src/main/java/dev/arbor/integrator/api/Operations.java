package dev.arbor.integrator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Operations of connections (integrator spec 1.3 and 1.8). Everything may throw {@link IntegratorRefusal}. */
public interface Operations {

    /** The same, showing everything in one dialect, whichever created it. */
    Operations in(Dialect dialect);

    /** Those of a connection, by their names. */
    List<ObjectNode> list(String connectionId);

    /** A new one. */
    ObjectNode create(String connectionId, JsonNode document);

    /** One. */
    ObjectNode find(String connectionId, String id);

    /** Changes one. */
    ObjectNode update(String connectionId, String id, JsonNode document);

    /** Forgets one. */
    void delete(String connectionId, String id);

    /** Those that {@code {"ids":[…]}} asks for, in its order; what is not there is left out. */
    List<ObjectNode> search(JsonNode document);

    /**
     * Takes exported ones, all or none.
     *
     * @param documents a list
     * @param force whether those that are there are changed
     */
    List<ObjectNode> importAll(String connectionId, JsonNode documents, boolean force);
}

package dev.arbor.platform.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Work on the indexes of a kapp or form (integrator spec 4.3, Index jobs). Everything may throw {@link PlatformRefusal}. */
public interface BackgroundJobs {

    /**
     * Begins a job; it is done at once where that is quick.
     *
     * @param form empty for the kapp itself
     * @param body {@code {"type":"Build Index","content":{"indexes":["type"]}}}
     */
    ObjectNode begin(Identity who, String kapp, Optional<String> form, ObjectNode body);

    /** Those of the whole space. */
    List<ObjectNode> list(Identity who);
}

package dev.arbor.platform.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Web APIs of the space and of kapps (integrator spec 4.9). Everything may throw {@link PlatformRefusal}, and
 * {@link dev.arbor.engine.api.Refusal} for what is wrong with a tree. A kapp is named by its slug; none is the space.
 */
public interface WebApis {

    /**
     * A request to one.
     *
     * @param path as the client sent it, without the prefix of a space
     * @param contentType of the body; empty when it was not said
     * @param body as text; empty when there is none
     */
    record Request(
            String method,
            String path,
            Map<String, String> headers,
            Map<String, String> query,
            String contentType,
            String body) {}

    /** All of them. */
    List<ObjectNode> list(Identity who, Optional<String> kapp);

    /** One. */
    ObjectNode find(Identity who, Optional<String> kapp, String slug);

    /** Makes one, and a tree with a lone start node where it has none. */
    ObjectNode create(Identity who, Optional<String> kapp, ObjectNode body);

    /** Changes what the body names; another slug renames the tree. */
    ObjectNode update(Identity who, Optional<String> kapp, String slug, ObjectNode body);

    /** Takes one away with its tree; gives what it was. */
    ObjectNode delete(Identity who, Optional<String> kapp, String slug);

    /** Everything that {@link #importOne} takes. */
    ObjectNode export(Identity who, Optional<String> kapp, String slug);

    /** Makes one with its tree; with force one of the same slug is replaced. */
    ObjectNode importOne(Identity who, Optional<String> kapp, ObjectNode body, boolean force);

    /**
     * Starts the run of a request, if the one who sent it may.
     *
     * @return the id of the run
     */
    long invoke(Identity who, Optional<String> kapp, String slug, Request request);
}

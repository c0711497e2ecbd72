package dev.arbor.integrator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Connections (integrator spec 1.2, 1.7 and 1.8). Documents come in either dialect and are shown in the one that created
 * them; no document that is given back has a secret in it. Everything may throw {@link IntegratorRefusal}.
 */
public interface Connections {

    /** The same, showing everything in one dialect, whichever created it. */
    Connections in(Dialect dialect);

    /** All, by their names; one whose secrets cannot be opened is shown as invalid and keeps none of the others away. */
    List<ObjectNode> list();

    /** A new one. */
    ObjectNode create(JsonNode document);

    /** One. */
    ObjectNode find(String id);

    /**
     * Merges a document over one; null keeps a secret.
     *
     * @param replaceSecrets whether named secrets that the document does not have are deleted
     */
    ObjectNode update(String id, JsonNode document, boolean replaceSecrets);

    /** Forgets one and its operations. */
    void delete(String id);

    /** Closes one, so that its next use opens it anew; gives {@code message} and {@code name}. */
    ObjectNode restart(String id);

    /**
     * Tries one.
     *
     * @param change merged over it for this once; may be empty or missing
     * @return {@code status} ok or error, and then a {@code message}
     */
    ObjectNode test(String id, JsonNode change);

    /** Tries one that is not kept. */
    ObjectNode test(JsonNode document);

    /** One with its operations. */
    ObjectNode export(String id);

    /**
     * Takes an exported one.
     *
     * @param force whether one that is there is replaced; secrets that the document does not have stay
     */
    ObjectNode importConnection(JsonNode document, boolean force);

    /** Seals every secret with the active key. */
    void rotateKeys();
}

package dev.arbor.platform.api;

import java.util.Map;
import java.util.SortedSet;

/** Seals the secrets of the server anew (engine spec 5.9, /config/rotateEncryptionKeys). */
public interface SecretRotation {

    /**
     * What was sealed anew, or would be.
     *
     * @param key the id of the key that seals
     * @param secrets how many, those of connections, webhooks and access keys too
     * @param authenticationProperties names of properties
     * @param identityStoreProperties names of properties
     * @param handlers definition ids of handlers of which properties were
     * @param sources names of sources of which properties were
     * @param errors why others were not, by what they belong to
     */
    record Resealed(
            String key,
            int secrets,
            SortedSet<String> authenticationProperties,
            SortedSet<String> identityStoreProperties,
            SortedSet<String> handlers,
            SortedSet<String> sources,
            Map<String, String> errors) {}

    /**
     * Seals every secret that another key has sealed with the active one. Not to be called within a transaction.
     *
     * @param simulate whether everything is opened and nothing is written
     */
    Resealed rotate(boolean simulate);
}

package dev.arbor.integrator.api;

import java.util.List;

/**
 * The keys that secrets are sealed with (integrator spec 8.1). Which one seals is a matter of the server's configuration;
 * here is sealed anew what others have sealed.
 */
public interface EncryptionKeys {

    /** Where a secret is: an owner of {@link Strongbox}, or the id of a connection, and a place of it. */
    record SecretAt(String owner, String place) {}

    /**
     * What was done, or would be.
     *
     * @param key the id of the key that seals
     * @param sealed secrets that another key had sealed, and this one has now
     * @param failed secrets that could not be opened, and are as they were
     */
    record Outcome(String key, List<SecretAt> sealed, List<SecretAt> failed) {

        public Outcome {
            sealed = List.copyOf(sealed);
            failed = List.copyOf(failed);
        }
    }

    /**
     * Seals every secret anew that another key than the active one has sealed. One that was interrupted is resumed by doing
     * it again. Not to be called within a transaction.
     *
     * @param simulate whether everything is opened and nothing is written
     */
    Outcome rotate(boolean simulate);
}

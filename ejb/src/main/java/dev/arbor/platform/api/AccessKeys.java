package dev.arbor.platform.api;

import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.Page;
import java.time.Instant;
import java.util.Optional;

/**
 * Keys that requests of the Task API are signed with (engine spec 1.11 and 5.7). The secret of a key goes in and never
 * comes out. Not to be called within a transaction.
 */
public interface AccessKeys {

    /** A key, without its secret. */
    record KeyView(
            String identifier,
            String description,
            Instant createdAt,
            String createdBy,
            Instant updatedAt,
            String updatedBy) {}

    /** What a key is to be. What is empty stays as it is; of a new key, identifier and secret must be there. */
    record Draft(Optional<String> identifier, Optional<String> description, Optional<String> secret) {

        /** Never shows the secret. */
        @Override
        public String toString() {
            return "Draft[" + identifier + "]";
        }
    }

    /**
     * A page of them, by their identifiers.
     *
     * @param limit 0 means no limit
     */
    Page<KeyView> list(int limit, int offset);

    /** One. Refused with NOT_FOUND when it is not there. */
    KeyView find(String identifier);

    /**
     * Adds one.
     *
     * @throws dev.arbor.engine.api.Refusal INVALID for an identifier that is taken ({@code uniqueness_violation}), and for
     *     what is missing or too long
     */
    KeyView create(Draft draft, Caller caller);

    /** Changes one; refused as a new one, and with NOT_FOUND. */
    KeyView update(String identifier, Draft draft, Caller caller);

    /** Deletes one; requests that it signs are refused from then on. Gives what it was. */
    KeyView delete(String identifier);
}

package dev.arbor.platform.api;

import dev.arbor.engine.api.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The registered OAuth clients (integrator spec 3.3). The built-in ones, and those that service accounts are, are not among
 * them. Refusals are {@link dev.arbor.engine.api.Refusal}.
 */
public interface OAuthClients {

    /**
     * A client. Its secret is never shown.
     *
     * @param redirectUri where answers are sent; empty for our own callback page
     * @param serviceUser the account whose tokens it gets by the client-credentials grant
     */
    record Client(
            String clientId,
            String name,
            String description,
            Optional<String> redirectUri,
            Optional<String> serviceUser,
            Instant createdAt,
            String createdBy,
            Instant updatedAt,
            String updatedBy) {}

    /**
     * What is to be set. What is absent stays as it is; an empty text takes a redirect URI or a service user away, and
     * leaves a secret as it is.
     */
    record Fields(
            Optional<String> clientId,
            Optional<String> name,
            Optional<String> description,
            Optional<String> clientSecret,
            Optional<String> redirectUri,
            Optional<String> serviceUser) {

        /** Never shows the secret. */
        @Override
        public String toString() {
            return "Fields[" + clientId + "]";
        }
    }

    /** All, by their ids. */
    List<Client> list();

    /** One. */
    Client find(String clientId);

    /** A new one. */
    Client create(Fields fields, Caller caller);

    /** Changes one; its id stays. */
    Client update(String clientId, Fields fields, Caller caller);

    /** Forgets one; gives what it was. */
    Client delete(String clientId, Caller caller);
}

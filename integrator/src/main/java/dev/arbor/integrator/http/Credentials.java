package dev.arbor.integrator.http;

import dev.arbor.integrator.kind.CallException;
import dev.arbor.integrator.template.Place;
import dev.arbor.integrator.vault.SecretForms;
import java.util.List;
import java.util.Set;

/** What signs a request in. */
interface Credentials {

    /**
     * Adds itself to a request.
     *
     * @throws CallException when there is none to be had in time
     */
    void sign(Outgoing request, Deadline deadline) throws CallException;

    /**
     * Forgets what the other side no longer takes.
     *
     * @param refused the request that was refused, as it was signed
     * @return whether there may be something newer
     */
    default boolean renew(Outgoing refused) {
        return false;
    }

    /** What it got from elsewhere and must not be shown. */
    default Set<String> secrets() {
        return Set.of();
    }

    /** Nothing. */
    static Credentials none() {
        return (request, deadline) -> {};
    }

    /** A header that never changes. */
    static Credentials header(String name, String value) {
        return (request, deadline) -> request.header(name, List.of(value));
    }

    /** A part of the query that never changes. */
    static Credentials query(String name, String value) {
        return (request, deadline) -> request.query(Place.percentEncoded(name), Place.percentEncoded(value));
    }

    /** HTTP Basic. */
    static Credentials basic(String username, String password) {
        return header("Authorization", basicValue(username, password));
    }

    /** The value of the header of HTTP Basic, in UTF-8. */
    static String basicValue(String username, String password) {
        return "Basic " + SecretForms.basic(username, password);
    }
}

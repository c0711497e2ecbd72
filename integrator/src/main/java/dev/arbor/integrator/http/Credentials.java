package dev.arbor.integrator.http;

import dev.arbor.integrator.kind.CallException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** What signs a request in. */
interface Credentials {

    /**
     * Adds itself to a request.
     *
     * @throws CallException when there is none to be had
     */
    void sign(Outgoing request) throws CallException;

    /** Forgets what the other side no longer takes; whether there may be something newer. */
    default boolean renew() {
        return false;
    }

    /** Nothing. */
    static Credentials none() {
        return request -> {};
    }

    /** A header that never changes. */
    static Credentials header(String name, String value) {
        return request -> request.header(name, List.of(value));
    }

    /** A part of the query that never changes. */
    static Credentials query(String name, String value) {
        return request -> request.query(
                dev.arbor.integrator.template.Place.percentEncoded(name),
                dev.arbor.integrator.template.Place.percentEncoded(value));
    }

    /** HTTP Basic. */
    static Credentials basic(String username, String password) {
        return header("Authorization", basicValue(username, password));
    }

    /** The value of the header of HTTP Basic, in UTF-8. */
    static String basicValue(String username, String password) {
        return "Basic "
                + Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}

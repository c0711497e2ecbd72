package dev.arbor.platform.api;

import java.util.List;
import java.util.Optional;

/** A request of the Task API as rules may ask about it. */
public interface TaskRequest {

    /** Who sent it; empty for somebody who has not signed in. */
    Optional<Account> account();

    /** GET, POST, ... */
    String method();

    /** The path and the query, as the client wrote them. */
    String target();

    /** The path alone, as the client wrote it. */
    String path();

    /** All headers of a name. */
    List<String> headers(String name);

    /** All parameters of the query of a name. */
    List<String> parameters(String name);

    /** The address that it comes from. */
    String remoteAddress();

    /** The whole body; empty when there is none, or the request is not signed. */
    byte[] body();

    /** The first header of a name. */
    default Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }
}

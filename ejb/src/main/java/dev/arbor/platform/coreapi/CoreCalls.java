package dev.arbor.platform.coreapi;

import dev.arbor.engine.handler.OutsideHandler.HandlerException;
import dev.arbor.integrator.api.Requests;
import dev.arbor.integrator.api.Requests.Answer;
import dev.arbor.integrator.api.Requests.Request;
import dev.arbor.integrator.api.Requests.RequestException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Calls Core APIs, under the rules that hold for connections. */
@ApplicationScoped
public class CoreCalls {

    /** Tells a server of ours how far one thing has led to another (integrator spec 5.2). */
    private static final String DEPTH = "X-Kinetic-Causation-Depth";

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Requests requests;
    private final String own;

    /** For the container's proxy. */
    protected CoreCalls() {
        this(null, Optional.empty(), 0);
    }

    /** Settings: {@code arbor.public.url} or else {@code arbor.http.port} say where this server is. */
    @Inject
    public CoreCalls(
            Requests requests,
            @ConfigProperty(name = "arbor.public.url") Optional<String> url,
            @ConfigProperty(name = "arbor.http.port", defaultValue = "8080") int port) {
        this.requests = requests;
        this.own = url.filter(text -> !text.isBlank()).orElse("http://localhost:" + port);
    }

    /** The address of this server, as everybody else reaches it. */
    String own() {
        return own;
    }

    /**
     * A call.
     *
     * @param path what comes after the location of the server, with a slash at its beginning
     * @param body JSON; empty for none
     * @param depth how many runs caused each other up to this call
     * @param tries while somebody else changes the same record
     */
    record CoreCall(String method, String path, Optional<String> body, int depth, int tries) {}

    /** Makes a call. */
    CoreReply make(CoreServer server, CoreCall call) throws HandlerException {
        Request request = new Request(
                call.method(),
                address(server, call.path()),
                headers(server, call),
                call.body(),
                server.secrets(),
                LIMIT);
        CoreReply reply = send(request);
        for (int left = call.tries() - 1; left > 0 && reply.isStale(); left--) {
            reply = send(request);
        }
        return reply;
    }

    private static String address(CoreServer server, String path) throws HandlerException {
        String address = server.location() + path;
        try {
            return new URI(address).toASCIIString();
        } catch (URISyntaxException e) {
            throw new HandlerException(
                    "invalid_path",
                    "Expected '" + address
                            + "' to be an address; what is not a letter or a digit must be URL encoded in" + " names: "
                            + e.getReason() + ".",
                    null);
        }
    }

    private static Map<String, String> headers(CoreServer server, CoreCall call) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "application/json");
        if (call.body().isPresent()) {
            headers.put("Content-Type", "application/json");
        }
        if (!server.username().isEmpty()) {
            headers.put("Authorization", server.authorization());
        }
        if (call.depth() > 0) {
            headers.put(DEPTH, Integer.toString(call.depth()));
        }
        return headers;
    }

    private CoreReply send(Request request) throws HandlerException {
        try {
            Answer answer = requests.send(request);
            // Databases take no NUL in a text.
            return new CoreReply(
                    answer.status(), answer.summary(), answer.text().replace('\0', '\uFFFD'));
        } catch (RequestException e) {
            throw new HandlerException(e.key(), e.getMessage(), null);
        }
    }
}

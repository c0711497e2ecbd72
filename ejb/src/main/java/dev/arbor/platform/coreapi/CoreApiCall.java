package dev.arbor.platform.coreapi;

import dev.arbor.engine.handler.BuiltInHandler;
import dev.arbor.engine.handler.ErrorHandling;
import dev.arbor.engine.handler.ErrorHandling.Attempt;
import dev.arbor.engine.handler.HandlerProperties;
import dev.arbor.platform.coreapi.CoreCalls.CoreCall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code kinetic_core_api_v1}: calls the Core API (engine spec 4.9). Its parameters are {@code error_handling},
 * {@code method} ({@code GET} where it is empty), {@code path} and {@code body}, without white space around them; its results
 * are {@code Response Body}, {@code Response Code} (a text), {@code Handler Error Message} and {@code Handler Error Key}. An
 * answer that is no success has its {@code error} as the message, and {@code {}} stands for its body. A PUT that meets a
 * change of somebody else is made again, five times in all.
 */
@ApplicationScoped
public class CoreApiCall implements BuiltInHandler {

    private static final String ID = "kinetic_core_api_v1";
    private static final String KEY = "Handler Error Key";
    private static final String BODY = "Response Body";
    private static final String CODE = "Response Code";
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "DELETE");
    private static final String NOTHING = "{}";
    private static final int TRIES = 5;

    private final HandlerProperties properties;
    private final CoreCalls calls;
    private final Declaration declaration = Declaration.beside(CoreApiCall.class, ID);

    /** For the container's proxy. */
    protected CoreApiCall() {
        this(null, null);
    }

    @Inject
    public CoreApiCall(HandlerProperties properties, CoreCalls calls) {
        this.properties = properties;
        this.calls = calls;
    }

    @Override
    public String definitionId() {
        return ID;
    }

    @Override
    public Declaration declaration() {
        return declaration;
    }

    /** Nobody knows what a call does on the other side: after a crash a person decides. */
    @Override
    public boolean idempotent() {
        return false;
    }

    @Override
    public Map<String, String> perform(Call call) throws HandlerException {
        return ErrorHandling.apply(call, List.of(KEY, BODY, CODE), () -> attempt(call));
    }

    private Attempt attempt(Call call) throws HandlerException {
        CoreServer server = CoreServer.ofApi(properties.of(this), calls.own());
        CoreReply reply;
        try {
            reply = calls.make(server, request(call));
        } catch (HandlerException e) {
            return new Attempt(Map.of(KEY, e.kind(), BODY, NOTHING), Optional.of(e));
        }
        Optional<HandlerException> failure = reply.failure(!server.username().isEmpty());
        return new Attempt(
                Map.of(
                        KEY,
                        failure.isPresent() ? reply.errorKey() : "",
                        BODY,
                        failure.isPresent() ? NOTHING : reply.body(),
                        CODE,
                        Integer.toString(reply.status())),
                failure);
    }

    private static CoreCall request(Call call) throws HandlerException {
        String told = call.parameters().getOrDefault("method", "").strip().toUpperCase(Locale.ROOT);
        String method = told.isEmpty() ? "GET" : told;
        if (!METHODS.contains(method)) {
            throw new HandlerException(
                    "invalid_parameter",
                    "Expected the parameter 'method' to be GET, POST, PUT, PATCH or DELETE, but it is '" + told + "'.",
                    null);
        }
        String path = ErrorHandling.required(call, "path");
        String body = call.parameters().getOrDefault("body", "").strip();
        return new CoreCall(
                method,
                path.startsWith("/") ? path : "/" + path,
                WITHOUT_BODY.contains(method) ? Optional.empty() : Optional.of(body),
                call.depth(),
                method.equals("PUT") ? TRIES : 1);
    }
}

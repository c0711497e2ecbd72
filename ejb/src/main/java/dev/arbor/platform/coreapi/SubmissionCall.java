package dev.arbor.platform.coreapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.engine.handler.BuiltInHandler;
import dev.arbor.engine.handler.ErrorHandling;
import dev.arbor.engine.handler.ErrorHandling.Attempt;
import dev.arbor.engine.handler.HandlerProperties;
import dev.arbor.engine.handler.zip.DefinitionReader;
import dev.arbor.engine.handler.zip.HandlerDefinition;
import dev.arbor.platform.coreapi.CoreCalls.CoreCall;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the handlers have in common that make, change and read a submission by the Core API. */
abstract class SubmissionCall implements BuiltInHandler {

    private final String id;
    private final HandlerProperties properties;
    private final CoreCalls calls;
    private final Declaration declaration;
    private final Set<String> declared;
    private final List<String> results;

    SubmissionCall(String id, HandlerProperties properties, CoreCalls calls) {
        this.id = id;
        this.properties = properties;
        this.calls = calls;
        this.declaration = Declaration.beside(SubmissionCall.class, id);
        HandlerDefinition definition = DefinitionReader.read(declaration.nodeXml(), declaration.infoXml());
        this.declared = definition.parameters().stream()
                .map(HandlerDefinition.Parameter::id)
                .collect(Collectors.toSet());
        this.results = definition.results().stream()
                .map(HandlerDefinition.Result::name)
                .filter(name -> !name.equals(ErrorHandling.MESSAGE))
                .toList();
    }

    /** The call that a node makes. */
    abstract CoreCall request(Call call, Set<String> declared) throws HandlerException;

    /** Results of an answer that is a success. */
    abstract Map<String, String> results(JsonNode submission);

    @Override
    public String definitionId() {
        return id;
    }

    @Override
    public Declaration declaration() {
        return declaration;
    }

    @Override
    public Map<String, String> perform(Call call) throws HandlerException {
        return ErrorHandling.apply(call, results, () -> {
            CoreServer server = CoreServer.ofSpace(
                    properties.of(this),
                    call.parameters().getOrDefault("space_slug", "").strip(),
                    calls.own());
            CoreReply reply = calls.make(server, request(call, declared));
            Optional<HandlerException> failure =
                    reply.failure(!server.username().isEmpty());
            if (failure.isPresent()) {
                return new Attempt(Map.of(), failure);
            }
            JsonNode submission = reply.json().path("submission");
            if (!submission.isObject()) {
                throw new HandlerException(
                        "invalid_answer",
                        "Expected a submission in the answer of " + server.location() + ", but there is none.",
                        null);
            }
            return Attempt.done(results(submission));
        });
    }

    /** A part of a path. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

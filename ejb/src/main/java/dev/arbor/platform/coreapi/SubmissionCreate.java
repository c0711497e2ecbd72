package dev.arbor.platform.coreapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.engine.handler.ErrorHandling;
import dev.arbor.engine.handler.HandlerProperties;
import dev.arbor.platform.coreapi.CoreCalls.CoreCall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code kinetic_request_ce_submission_create_v1}: makes a submission. Parameters and results are in its declaration; see
 * {@link SubmissionBody} for values. Its result is {@code Submission ID}, and the same as {@code Submission Id}.
 */
@ApplicationScoped
public class SubmissionCreate extends SubmissionCall {

    private static final String ID = "kinetic_request_ce_submission_create_v1";

    /** For the container's proxy. */
    protected SubmissionCreate() {
        this(null, null);
    }

    @Inject
    public SubmissionCreate(HandlerProperties properties, CoreCalls calls) {
        super(ID, properties, calls);
    }

    /** Made twice, there would be two: after a crash a person decides. */
    @Override
    public boolean idempotent() {
        return false;
    }

    @Override
    CoreCall request(Call call, Set<String> declared) throws HandlerException {
        String path = "/kapps/" + encoded(ErrorHandling.required(call, "kapp_slug")) + "/forms/"
                + encoded(ErrorHandling.required(call, "form_slug")) + "/submissions";
        String body = SubmissionBody.of(call, declared).toString();
        return new CoreCall("POST", path, Optional.of(body), call.depth(), 1);
    }

    @Override
    Map<String, String> results(JsonNode submission) {
        String id = submission.path("id").asText("");
        return Map.of("Submission ID", id, "Submission Id", id);
    }
}

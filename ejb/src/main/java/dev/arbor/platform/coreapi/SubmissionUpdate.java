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
 * {@code kinetic_request_ce_submission_update_v1}: changes a submission. Parameters and results are in its declaration; see
 * {@link SubmissionBody} for values. What meets a change of somebody else is sent again, ten times in all.
 */
@ApplicationScoped
public class SubmissionUpdate extends SubmissionCall {

    private static final String ID = "kinetic_request_ce_submission_update_v1";
    private static final int TRIES = 10;

    /** For the container's proxy. */
    protected SubmissionUpdate() {
        this(null, null);
    }

    @Inject
    public SubmissionUpdate(HandlerProperties properties, CoreCalls calls) {
        super(ID, properties, calls);
    }

    /** Each change starts workflows, and others may have changed it meanwhile: after a crash a person decides. */
    @Override
    public boolean idempotent() {
        return false;
    }

    @Override
    CoreCall request(Call call, Set<String> declared) throws HandlerException {
        String path = "/submissions/" + encoded(ErrorHandling.required(call, "submission_id"));
        String body = SubmissionBody.of(call, declared).toString();
        return new CoreCall("PUT", path, Optional.of(body), call.depth(), TRIES);
    }

    @Override
    Map<String, String> results(JsonNode submission) {
        return Map.of();
    }
}

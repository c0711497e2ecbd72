package dev.arbor.platform.coreapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.engine.handler.ErrorHandling;
import dev.arbor.engine.handler.HandlerProperties;
import dev.arbor.platform.coreapi.CoreCalls.CoreCall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code kinetic_request_ce_submission_retrieve_v1}: reads a submission. Its results are in its declaration; what the
 * submission does not have is empty, and {@code Values JSON} is all its values.
 */
@ApplicationScoped
public class SubmissionRetrieve extends SubmissionCall {

    private static final String ID = "kinetic_request_ce_submission_retrieve_v1";
    private static final String PARTS = "?include=details,type,values,origin,parent,form,form.details,form.kapp";

    /** Where results are in the answer. */
    private static final Map<String, String> PLACES = Map.ofEntries(
            Map.entry("ID", "/id"),
            Map.entry("Label", "/label"),
            Map.entry("Origin", "/origin/id"),
            Map.entry("Parent", "/parent/id"),
            Map.entry("Submitted At", "/submittedAt"),
            Map.entry("Type", "/type"),
            Map.entry("Updated At", "/updatedAt"),
            Map.entry("Updated By", "/updatedBy"),
            Map.entry("Closed At", "/closedAt"),
            Map.entry("Core State", "/coreState"),
            Map.entry("Created At", "/createdAt"),
            Map.entry("Created By", "/createdBy"),
            Map.entry("Form Description", "/form/description"),
            Map.entry("Form Name", "/form/name"),
            Map.entry("Form Notes", "/form/notes"),
            Map.entry("Form Slug", "/form/slug"),
            Map.entry("Form Status", "/form/status"),
            Map.entry("Kapp Name", "/form/kapp/name"),
            Map.entry("Kapp Slug", "/form/kapp/slug"));

    /** For the container's proxy. */
    protected SubmissionRetrieve() {
        this(null, null);
    }

    @Inject
    public SubmissionRetrieve(HandlerProperties properties, CoreCalls calls) {
        super(ID, properties, calls);
    }

    /** Reading does no harm. */
    @Override
    public boolean idempotent() {
        return true;
    }

    @Override
    CoreCall request(Call call, Set<String> declared) throws HandlerException {
        String path = "/submissions/" + encoded(ErrorHandling.required(call, "submission_id")) + PARTS;
        return new CoreCall("GET", path, Optional.empty(), call.depth(), 1);
    }

    @Override
    Map<String, String> results(JsonNode submission) {
        Map<String, String> results = new LinkedHashMap<>();
        PLACES.forEach((name, place) -> {
            JsonNode value = submission.at(place);
            results.put(name, value.isNull() ? "" : value.asText(""));
        });
        JsonNode values = submission.path("values");
        results.put("Values JSON", values.isObject() ? values.toString() : "{}");
        return results;
    }
}

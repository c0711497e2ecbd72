package dev.arbor.platform.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.arbor.engine.database.Transactions;
import dev.arbor.engine.handler.InsideHandler;
import dev.arbor.engine.handler.OutsideHandler.HandlerException;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.Submissions;
import dev.arbor.platform.api.Submissions.Saving;
import dev.arbor.platform.document.Documents;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;

/**
 * {@code system_submission_create_v1}: makes a submission (engine spec 3.7). Its parameters are {@code kappSlug},
 * {@code formSlug}, {@code coreState}, {@code currentPage}, {@code origin}, {@code parent} and one
 * {@code values.<Field>} for each value; what is empty is not sent, and a list is JSON text. Its result is
 * {@code Submission Id}. What the platform refuses is a Handler Error. The submission is stored with the walk.
 */
@ApplicationScoped
public class CreateSubmission implements InsideHandler {

    private static final String VALUE = "values.";

    private final Transactions transactions;
    private final Instance<Submissions> submissions;

    /** For the container's proxy. */
    protected CreateSubmission() {
        this(null, null);
    }

    @Inject
    public CreateSubmission(Transactions transactions, Instance<Submissions> submissions) {
        this.transactions = transactions;
        this.submissions = submissions;
    }

    @Override
    public String definitionId() {
        return "system_submission_create_v1";
    }

    @Override
    public Map<String, String> perform(Call call) throws HandlerException {
        String kapp = required(call, "kappSlug");
        String form = required(call, "formSlug");
        ObjectNode body = body(call.parameters());
        try {
            String id = transactions.attempt(
                    unit -> submissions.get().create(workflow(call.depth()), kapp, form, body, Saving.PLAIN));
            return Map.of("Submission Id", id);
        } catch (PlatformRefusal refusal) {
            throw new HandlerException(refusal.errorKey().orElse("refused"), refusal.getMessage(), refusal);
        }
    }

    /** Workflows may do everything, and what they cause counts how far it has come. */
    private static Identity workflow(int depth) {
        return new Identity("system", Optional.empty(), Optional.empty(), true, true, depth);
    }

    private static ObjectNode body(Map<String, String> parameters) {
        ObjectNode body = Documents.object();
        ObjectNode values = body.putObject("values");
        parameters.forEach((id, value) -> {
            if (value.isEmpty()) {
                return;
            }
            if (id.startsWith(VALUE)) {
                values.set(id.substring(VALUE.length()), value(value));
            } else if (id.equals("origin") || id.equals("parent")) {
                body.putObject(id).put("id", value);
            } else if (id.equals("coreState") || id.equals("currentPage")) {
                body.put(id, value);
            }
        });
        return body;
    }

    /** A list of texts or of files is a list; everything else is text. */
    private static JsonNode value(String text) {
        Optional<JsonNode> list =
                text.strip().startsWith("[") ? Documents.tryRead(text).filter(JsonNode::isArray) : Optional.empty();
        return list.orElseGet(() -> TextNode.valueOf(text));
    }

    private static String required(Call call, String name) throws HandlerException {
        String value = call.parameters().getOrDefault(name, "").strip();
        if (value.isEmpty()) {
            throw new HandlerException(
                    "missing_parameter", "Expected the parameter '" + name + "' of the node, but it is empty.", null);
        }
        return value;
    }
}

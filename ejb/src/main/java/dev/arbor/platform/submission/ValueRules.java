package dev.arbor.platform.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.form.FormField;
import dev.arbor.platform.form.FormModel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** Judges the values of a submission by its form: what is required, patterns and constraints (integrator spec 4.5). */
@ApplicationScoped
public class ValueRules {

    private static final Logger LOG = Logger.getLogger(ValueRules.class);

    private final Expressions expressions;

    /** For the container's proxy. */
    protected ValueRules() {
        this(null);
    }

    @Inject
    public ValueRules(Expressions expressions) {
        this.expressions = expressions;
    }

    /**
     * Judges all values, or those of a page.
     *
     * @throws PlatformRefusal with the messages of each field that does not fit
     */
    void demand(SubmissionRow row, FormModel form, Identity who, Optional<Integer> page) {
        Map<String, ObjectNode> functions = null;
        Map<String, List<String>> errors = new LinkedHashMap<>();
        for (FormField field : form.fields().values()) {
            if (page.isPresent() && field.page() != page.get()) {
                continue;
            }
            JsonNode value = row.content.path(field.key());
            boolean empty = isEmpty(value);
            boolean asks = empty
                    ? field.required()
                            .filter(required -> !required.equals("true"))
                            .isPresent()
                    : !field.constraints().isEmpty();
            if (functions == null && asks) {
                functions = Expressions.functions(row, form, who);
            }
            List<String> messages = empty ? missing(field, functions, form) : wrong(field, value, functions, form);
            if (!messages.isEmpty()) {
                errors.put(field.name(), messages);
            }
        }
        if (!errors.isEmpty()) {
            throw PlatformRefusal.constraints(errors);
        }
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || value.isArray() && value.isEmpty()
                || value.isTextual() && value.asText().isEmpty();
    }

    private List<String> missing(FormField field, Map<String, ObjectNode> functions, FormModel form) {
        boolean required = field.required()
                .map(condition -> expressions.holds(condition, functions, form, false))
                .orElse(false);
        return required ? List.of(field.requiredMessage()) : List.of();
    }

    private List<String> wrong(FormField field, JsonNode value, Map<String, ObjectNode> functions, FormModel form) {
        List<String> messages = new ArrayList<>();
        if (field.pattern().isPresent()
                && value.isTextual()
                && !matches(field.pattern().get(), value.asText(), field)) {
            messages.add(field.patternMessage());
        }
        for (FormField.Constraint constraint : field.constraints()) {
            if (!expressions.holds(constraint.expression(), functions, form, true)) {
                messages.add(constraint.message());
            }
        }
        return messages;
    }

    /** A text that the pattern takes too long for does not match it. */
    private static boolean matches(Pattern pattern, String text, FormField field) {
        try {
            return pattern.matcher(new CountedText(text)).find();
        } catch (CountedText.ExhaustedException | StackOverflowError e) {
            LOG.warnf("The pattern of the field '%s' takes too long for a value that was sent.", field.name());
            return false;
        }
    }
}

package dev.arbor.platform.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.api.ScriptException;
import dev.arbor.integrator.api.Scripts;
import dev.arbor.integrator.api.Scripts.ScriptFunction;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.form.FormEvents;
import dev.arbor.platform.form.FormModel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** The expressions of forms, over a submission (integrator spec 4.4, Defaults and expressions on the server). */
@ApplicationScoped
public class Expressions {

    /** What most labels are made of; needs no script engine. */
    private static final Pattern LOOKUP = Pattern.compile(
            "\\s*(form|kapp|space|values|submission|identity)\\(\\s*(?:'([^'\\\\]*)'|\"([^\"\\\\]*)\")\\s*\\)\\s*");

    private static final Logger LOG = Logger.getLogger(Expressions.class);

    private final Scripts scripts;

    /** For the container's proxy. */
    protected Expressions() {
        this(null);
    }

    @Inject
    public Expressions(Scripts scripts) {
        this.scripts = scripts;
    }

    /** What expressions can ask about. */
    static Map<String, ObjectNode> functions(SubmissionRow row, FormModel form, Identity who) {
        Map<String, ObjectNode> functions = new LinkedHashMap<>();
        functions.put("values", SubmissionDocument.values(row, form));
        functions.put("submission", SubmissionDocument.properties(row));
        functions.put("form", form.form());
        functions.put("kapp", form.kapp());
        functions.put("space", (ObjectNode) form.surroundings().get("space"));
        functions.put(
                "identity",
                FormEvents.identity(who)
                        .put("authenticated", who.authenticated())
                        .put("spaceAdmin", who.spaceAdmin()));
        return functions;
    }

    /** A text with {@code ${…}} in it; one that cannot be evaluated leaves nothing there, and a line in the log. */
    String text(String template, Map<String, ObjectNode> functions, FormModel form) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            int begin = template.indexOf("${", at);
            int end = begin < 0 ? -1 : end(template, begin + 2);
            if (end < 0) {
                return text.append(template.substring(at)).toString();
            }
            text.append(template, at, begin);
            text.append(evaluated(template.substring(begin + 2, end), functions, form));
            at = end + 1;
        }
        return text.toString();
    }

    private String evaluated(String expression, Map<String, ObjectNode> functions, FormModel form) {
        Matcher lookup = LOOKUP.matcher(expression);
        if (lookup.matches()) {
            String property = lookup.group(2) == null ? lookup.group(3) : lookup.group(2);
            return text(functions.get(lookup.group(1)).path(property));
        }
        try {
            return text(evaluate(expression, functions));
        } catch (ScriptException e) {
            LOG.warnf("The expression '%s' of the form %s failed: %s", expression, form.path(), e.getMessage());
            return "";
        }
    }

    private JsonNode evaluate(String expression, Map<String, ObjectNode> objects) throws ScriptException {
        Map<String, ScriptFunction> functions = new LinkedHashMap<>();
        objects.forEach((name, object) -> functions.put(name, arguments -> property(object, arguments)));
        return scripts.evaluate(List.of(expression), functions).get(0);
    }

    /** {@code values('Status')}, {@code values('Status', 'x')}, or {@code values()} for the whole object. */
    private static JsonNode property(ObjectNode object, List<JsonNode> arguments) {
        if (arguments.isEmpty()) {
            return object;
        }
        JsonNode value = object.path(arguments.get(0).asText());
        if (!value.isMissingNode() && !value.isNull()) {
            return value;
        }
        return arguments.size() > 1 && !arguments.get(1).isMissingNode() ? arguments.get(1) : NullNode.instance;
    }

    private static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        return value.isContainerNode() ? value.toString() : value.asText();
    }

    /** Where an expression ends: at its brace, but for those within texts and other braces. */
    private static int end(String template, int from) {
        int depth = 0;
        char quote = 0;
        for (int i = from; i < template.length(); i++) {
            char each = template.charAt(i);
            if (quote != 0) {
                if (each == '\\') {
                    i++;
                } else if (each == quote) {
                    quote = 0;
                }
            } else if (each == '"' || each == '\'' || each == '`') {
                quote = each;
            } else if (each == '{') {
                depth++;
            } else if (each == '}' && depth-- == 0) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Whether a condition holds.
     *
     * @param otherwise what counts where it cannot be evaluated, which the log tells: expressions of forms may use what
     *     only browsers have
     */
    boolean holds(String condition, Map<String, ObjectNode> functions, FormModel form, boolean otherwise) {
        String expression = condition.strip();
        if (expression.equals("true") || expression.equals("false")) {
            return expression.equals("true");
        }
        if (expression.startsWith("${") && end(expression, 2) == expression.length() - 1) {
            expression = expression.substring(2, expression.length() - 1);
        }
        try {
            JsonNode value = evaluate(expression, functions);
            return value.isTextual()
                    ? !value.asText().isEmpty()
                    : value.isContainerNode() || value.asDouble(0) != 0 || value.asBoolean();
        } catch (ScriptException e) {
            LOG.warnf("The condition '%s' of the form %s failed: %s", condition, form.path(), e.getMessage());
            return otherwise;
        }
    }
}

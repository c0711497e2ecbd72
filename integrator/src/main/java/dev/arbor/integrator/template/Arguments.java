package dev.arbor.integrator.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * What a template is filled with: the parameters of a call and the named secrets of its connection. Names are matched
 * literally, then with white space collapsed, then without the decorations of authors ({@code *}, {@code [Object]}), each
 * only if it points at exactly one (integrator spec 1.5).
 */
public final class Arguments {

    /** Before the name of a secret. */
    static final String SECRETS = "secrets.";

    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern DECORATION = Pattern.compile("\\s*\\[[^\\]]*\\]\\s*$");

    private final Map<String, JsonNode> parameters;
    private final Map<String, String> secrets;

    /** Values by their names. */
    public Arguments(Map<String, JsonNode> parameters, Map<String, String> secrets) {
        this.parameters = Map.copyOf(parameters);
        this.secrets = Map.copyOf(secrets);
    }

    /** The value of a parameter; a missing node when there is none. */
    public JsonNode parameter(String name) {
        JsonNode exact = parameters.get(name);
        if (exact != null) {
            return exact;
        }
        return only(name, Arguments::collapse)
                .or(() -> only(name, Arguments::plain))
                .orElse(MissingNode.getInstance());
    }

    /** A secret by its name. */
    Optional<String> secret(String name) {
        return Optional.ofNullable(secrets.get(name));
    }

    private Optional<JsonNode> only(String name, UnaryOperator<String> form) {
        String wanted = form.apply(name);
        List<JsonNode> found = parameters.entrySet().stream()
                .filter(each -> form.apply(each.getKey()).equals(wanted))
                .map(Map.Entry::getValue)
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private static String collapse(String name) {
        return SPACE.matcher(name.strip()).replaceAll(" ");
    }

    private static String plain(String name) {
        String bare = DECORATION.matcher(collapse(name)).replaceFirst("");
        return bare.endsWith("*") ? bare.substring(0, bare.length() - 1).strip() : bare;
    }
}

package dev.arbor.integrator.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private static final Pattern DECORATION = Pattern.compile(" ?\\[[^\\]]*+\\]$");

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
        return given(name).map(parameters::get).orElse(MissingNode.getInstance());
    }

    /** The name under which the value of a parameter was given. */
    private Optional<String> given(String name) {
        return parameters.containsKey(name)
                ? Optional.of(name)
                : only(name, Arguments::collapse).or(() -> only(name, Arguments::plain));
    }

    /**
     * What is odd about them, as one sentence each: names that were only found without their decorations, names marked as
     * required that were not given, and values that nothing asks for. None of it keeps a call from being made.
     *
     * @param names what the templates of the operation ask for
     */
    public List<String> warnings(Collection<String> names) {
        List<String> warnings = new ArrayList<>();
        Set<String> used = new HashSet<>();
        for (String name : names) {
            Optional<String> given = given(name);
            given.ifPresent(used::add);
            if (given.isEmpty() && isMarked(name) && !secrets.containsKey(name)) {
                warnings.add("The parameter '" + name + "' is marked as required, but it was not given.");
            } else if (given.isPresent() && !collapse(given.get()).equals(collapse(name))) {
                warnings.add("The parameter '" + name + "' was given as '" + given.get()
                        + "'; it was taken for it, but the names differ.");
            }
        }
        parameters.keySet().stream()
                .filter(name -> !used.contains(name))
                .sorted()
                .forEach(name -> warnings.add("The parameter '" + name + "' was given, but nothing asks for it."));
        return warnings;
    }

    private static boolean isMarked(String name) {
        String collapsed = collapse(name);
        return collapsed.endsWith("*")
                || DECORATION.matcher(collapsed).replaceFirst("").endsWith("*");
    }

    /** A secret by its name. */
    Optional<String> secret(String name) {
        return Optional.ofNullable(secrets.get(name));
    }

    private Optional<String> only(String name, UnaryOperator<String> form) {
        String wanted = form.apply(name);
        List<String> found = parameters.keySet().stream()
                .filter(each -> form.apply(each).equals(wanted))
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private static String collapse(String name) {
        return SPACE.matcher(name.strip()).replaceAll(" ");
    }

    /** Without a mark, one pair of brackets and a mark again. */
    private static String plain(String name) {
        return unmarked(DECORATION.matcher(unmarked(collapse(name))).replaceFirst(""));
    }

    private static String unmarked(String name) {
        return name.endsWith("*") ? name.substring(0, name.length() - 1).strip() : name;
    }
}

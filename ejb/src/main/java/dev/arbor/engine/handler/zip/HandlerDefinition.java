package dev.arbor.engine.handler.zip;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What node.xml and info.xml say of a handler (engine spec 1.3, 4.2, 4.3).
 *
 * @param definitionName without its version
 * @param definitionVersion the version
 * @param name for people
 * @param template the {@code <handler>} element as ERB: rendered, it is what the handler gets
 */
public record HandlerDefinition(
        String definitionName,
        String definitionVersion,
        String name,
        String description,
        boolean deferrable,
        boolean visible,
        List<Parameter> parameters,
        List<Result> results,
        List<Property> properties,
        String template) {

    /** The kind of a property whose value is a secret. */
    public static final String ENCRYPTED = "Encrypted";

    /** A parameter of nodes, in the words of the API. */
    public record Parameter(
            String id,
            String name,
            String description,
            boolean required,
            String defaultValue,
            String menu,
            String dependsOnId,
            String dependsOnValue) {}

    /** A result that the handler says it gives. */
    public record Result(String name, String description) {}

    /**
     * What an administrator sets.
     *
     * @param type {@code text} or {@link HandlerDefinition#ENCRYPTED}
     * @param defaultValue what it is until it is set
     */
    public record Property(String name, String type, boolean required, String description, String defaultValue) {

        /** Whether its value is a secret. */
        public boolean encrypted() {
            return type.equals(ENCRYPTED);
        }
    }

    /** The id that nodes name. */
    public String definitionId() {
        return definitionName + "_v" + definitionVersion;
    }

    /** The class that init.rb defines (engine spec 4.4). */
    public String rubyClass() {
        StringBuilder name = new StringBuilder();
        for (String word : definitionId().split("_")) {
            if (!word.isEmpty()) {
                name.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
            }
        }
        return name.toString();
    }

    /** Values of parameters that a node left out: the defaults of all that are declared. */
    public Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        parameters.forEach(parameter -> defaults.put(parameter.id(), parameter.defaultValue()));
        return defaults;
    }
}

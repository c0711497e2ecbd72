package dev.arbor.engine.tree;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The catalogue of expressions that the builder offers for a tree (engine spec 1.1, bindings). Here are those that every
 * tree has, and the inputs of routines. What a form, kapp, space or submission offers is added by whoever knows those.
 */
final class TreeBindings {

    private TreeBindings() {}

    /** Group label to label to expression, in the order in which the builder shows them. */
    static Map<String, Map<String, String>> of(Iterable<String> inputs) {
        Map<String, Map<String, String>> groups = new LinkedHashMap<>();
        Map<String, String> input = new LinkedHashMap<>();
        inputs.forEach(name -> input.put(name, expression("inputs", name)));
        if (!input.isEmpty()) {
            groups.put("Inputs", input);
        }
        Map<String, String> source = new LinkedHashMap<>();
        source.put("Source Data", expression("source", "Data"));
        source.put("Source Group", expression("source", "Group"));
        source.put("Source Id", expression("source", "Id"));
        source.put("Source Name", expression("source", "Name"));
        groups.put("Source Information", source);
        Map<String, String> system = new LinkedHashMap<>();
        system.put("Run Id", expression("run", "Id"));
        system.put("Trigger Message", expression("trigger", "Message"));
        groups.put("System", system);
        return groups;
    }

    private static String expression(String variable, String key) {
        return "<%= @" + variable + "['" + key.replace("\\", "\\\\").replace("'", "\\'") + "']%>";
    }
}

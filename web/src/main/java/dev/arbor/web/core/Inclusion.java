package dev.arbor.web.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a client asked to be included (integrator spec 4.1.4): names by commas, nested by dots ({@code
 * kapps.forms.details}), some of them with an index ({@code values[Summary]}). Names are case-sensitive, spaces around
 * them are not; what nobody knows means nothing. A name in brackets may hold commas and dots.
 */
final class Inclusion {

    private static final Inclusion NOTHING = new Inclusion();

    private final Map<String, Inclusion> names = new LinkedHashMap<>();
    private final Map<String, Set<String>> indexed = new LinkedHashMap<>();

    private Inclusion() {}

    /** Nothing. */
    static Inclusion nothing() {
        return NOTHING;
    }

    /** Reads the parameter, which may be repeated or absent. */
    static Inclusion of(List<String> parameters) {
        Inclusion root = new Inclusion();
        if (parameters != null) {
            for (String parameter : parameters) {
                for (String path : split(parameter, ',')) {
                    root.add(split(path, '.'));
                }
            }
        }
        return root;
    }

    /** Outside of brackets. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == '[') {
                depth++;
            } else if (each == ']' && depth > 0) {
                depth--;
            } else if (each == separator && depth == 0) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        return parts.stream().map(String::strip).filter(part -> !part.isEmpty()).toList();
    }

    private void add(List<String> path) {
        Inclusion at = this;
        for (String part : path) {
            int bracket = part.indexOf('[');
            if (bracket > 0 && part.endsWith("]")) {
                String name = part.substring(0, bracket).strip();
                at.indexed
                        .computeIfAbsent(name, key -> new LinkedHashSet<>())
                        .add(part.substring(bracket + 1, part.length() - 1));
                at = at.names.computeIfAbsent("[" + name + "]", key -> new Inclusion());
            } else {
                at = at.names.computeIfAbsent(part, key -> new Inclusion());
            }
        }
    }

    /** Whether the whole of something was asked for. */
    boolean has(String name) {
        return names.containsKey(name);
    }

    /** Whether times, authors and long texts were asked for. */
    boolean details() {
        return has("details");
    }

    /** What was asked for inside something; nothing where that was not asked for. */
    Inclusion inside(String name) {
        return names.getOrDefault(name, NOTHING);
    }

    /** Whether something was asked for, as a whole or in parts. */
    boolean any(String name) {
        return has(name) || indexed.containsKey(name);
    }

    /** Which parts of something were asked for; empty for the whole of it. */
    Optional<Set<String>> indexes(String name) {
        return has(name) ? Optional.empty() : Optional.ofNullable(indexed.get(name));
    }

    /** The names at this level, those with an index among them. */
    Set<String> names() {
        Set<String> all = new LinkedHashSet<>(indexed.keySet());
        names.keySet().stream().filter(name -> !name.startsWith("[")).forEach(all::add);
        return all;
    }

    /** The same with one name more. */
    Inclusion with(String name) {
        Inclusion more = new Inclusion();
        more.names.putAll(names);
        more.indexed.putAll(indexed);
        more.names.putIfAbsent(name, NOTHING);
        return more;
    }

    /** The same with those of some names that were asked for elsewhere, and what was asked for inside them. */
    Inclusion and(Inclusion other, String... some) {
        Inclusion more = new Inclusion();
        more.names.putAll(names);
        more.indexed.putAll(indexed);
        for (String name : some) {
            if (other.has(name)) {
                more.names.put(name, other.inside(name));
            }
        }
        return more;
    }
}

package dev.arbor.web;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a client asked to be included (engine spec 1, General JSON rules): names by commas, spaces around them ignored,
 * nested by dots ({@code tasks.messages}). A nested name includes what it is nested in. Unknown names mean nothing.
 */
public final class Include {

    private static final Include NOTHING = new Include(Set.of());

    private final Set<String> names;

    private Include(Set<String> names) {
        this.names = names;
    }

    /** Reads the parameter, which may be repeated or absent. */
    public static Include of(List<String> parameters) {
        if (parameters == null || parameters.isEmpty()) {
            return NOTHING;
        }
        Set<String> names = new HashSet<>();
        for (String parameter : parameters) {
            for (String part : parameter.split(",")) {
                String name = part.strip().toLowerCase(Locale.ROOT);
                for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
                    names.add(name.substring(0, dot));
                }
                if (!name.isEmpty()) {
                    names.add(name);
                }
            }
        }
        return new Include(names);
    }

    /** Whether a name was asked for; the spec's own spelling, for example {@code treeJson} or {@code tasks.messages}. */
    public boolean has(String name) {
        return names.contains(name.toLowerCase(Locale.ROOT));
    }

    /** The same and one more name. */
    public Include and(String name) {
        Set<String> more = new HashSet<>(names);
        more.add(name.toLowerCase(Locale.ROOT));
        return new Include(more);
    }

    /** Whether ids, times and authors were asked for. */
    public boolean details() {
        return has("details");
    }

    /** What was asked for inside something: {@code tasks.messages} is {@code messages} inside {@code tasks}. */
    public Include inside(String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ".";
        Set<String> inner = new HashSet<>();
        for (String each : names) {
            if (each.startsWith(prefix)) {
                inner.add(each.substring(prefix.length()));
            }
        }
        return inner.isEmpty() ? NOTHING : new Include(inner);
    }
}

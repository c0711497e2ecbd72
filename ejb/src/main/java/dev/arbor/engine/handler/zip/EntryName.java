package dev.arbor.engine.handler.zip;

import dev.arbor.engine.api.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names of entries: which are junk, and which lead out of their folder. */
final class EntryName {

    private static final Pattern ABSOLUTE = Pattern.compile("^(?:/|[A-Za-z]:).*", Pattern.DOTALL);

    private EntryName() {}

    /**
     * The path of an entry below the top of its zip; empty for junk: what Macs add, and files that begin with a dot.
     *
     * @throws Refusal INVALID for a path that leads outside ({@code unsafe_path})
     */
    static Optional<String> path(String name) {
        String slashed = name.replace('\\', '/');
        if (ABSOLUTE.matcher(slashed).matches() || slashed.chars().anyMatch(Character::isISOControl)) {
            throw unsafe(name);
        }
        List<String> parts = new ArrayList<>();
        boolean junk = false;
        for (String part : slashed.split("/")) {
            if (part.equals("..")) {
                throw unsafe(name);
            }
            if (part.isEmpty() || part.equals(".")) {
                continue;
            }
            junk |= part.startsWith(".") || part.equals("__MACOSX");
            parts.add(part);
        }
        return junk || parts.isEmpty() ? Optional.empty() : Optional.of(String.join("/", parts));
    }

    private static Refusal unsafe(String name) {
        return Refusal.invalid(
                "unsafe_path",
                "Expected every path in the package to stay within it, but '" + name.replaceAll("\\p{Cntrl}", "?")
                        + "' does not.");
    }
}

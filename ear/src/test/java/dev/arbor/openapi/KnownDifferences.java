package dev.arbor.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The differences that are meant: {@code known-differences.txt}, where each has its reason. A star stands for
 * anything; one behind a question mark is about to go. */
final class KnownDifferences {

    private static final String GOING = "? ";

    private final List<String> known;

    KnownDifferences() {
        try (InputStream file = KnownDifferences.class.getResourceAsStream("known-differences.txt")) {
            known = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that nobody meant. */
    Set<String> unknown(Set<String> differences) {
        List<Pattern> patterns = known.stream().map(KnownDifferences::pattern).toList();
        Set<String> unknown = new TreeSet<>(differences);
        unknown.removeIf(each ->
                patterns.stream().anyMatch(pattern -> pattern.matcher(each).matches()));
        return unknown;
    }

    /** Lines of the file that no difference is like any more. */
    Set<String> gone(Set<String> differences) {
        Set<String> gone = new TreeSet<>(known);
        gone.removeIf(line -> line.startsWith(GOING));
        gone.removeIf(line -> differences.stream().anyMatch(pattern(line).asMatchPredicate()));
        return gone;
    }

    private static Pattern pattern(String known) {
        String line = known.startsWith(GOING) ? known.substring(GOING.length()) : known;
        return Pattern.compile(Stream.of(line.split("\\*", -1))
                .map(Pattern::quote)
                .reduce((a, b) -> a + ".*" + b)
                .orElse(""));
    }
}

package dev.arbor.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What was measured: medians of several rounds with their spread, and the machine that they hold for. */
final class Report {

    private final List<String> lines = new ArrayList<>();

    /** A figure: the median of the rounds, the lowest and the highest, beside the goal. */
    void add(String what, String unit, String goal, double... rounds) {
        double[] sorted = rounds.clone();
        Arrays.sort(sorted);
        String line = String.format(
                Locale.ROOT,
                "| %-58s | %10s | %10s .. %-10s | %-8s | %-28s |",
                what,
                number(sorted[sorted.length / 2]),
                number(sorted[0]),
                number(sorted[sorted.length - 1]),
                unit,
                goal);
        lines.add(line);
        System.out.println(line);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%,.0f", value);
    }

    /** Prints everything and keeps it under {@code bench/results}. */
    void print() throws IOException {
        List<String> all = new ArrayList<>();
        all.add("Measured " + Instant.now());
        all.add("Machine: " + Runtime.getRuntime().availableProcessors() + " processors, " + processor() + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.version"));
        all.add("JDK: " + System.getProperty("java.vm.name") + " " + Runtime.version());
        all.add("Load when done (1, 5, 15 minutes): " + load());
        all.add("");
        all.add(String.format(
                "| %-58s | %10s | %24s | %-8s | %-28s |", "what", "median", "lowest .. highest", "unit", "goal"));
        all.add("|---|---|---|---|---|");
        all.addAll(lines);
        String text = String.join(System.lineSeparator(), all);
        System.out.println(System.lineSeparator() + text);
        Path results = Path.of(System.getProperty("bench.results", "results"));
        Files.createDirectories(results);
        Files.writeString(results.resolve("latest.md"), text + System.lineSeparator(), StandardCharsets.UTF_8);
    }

    private static String processor() {
        return firstOf(Path.of("/proc/cpuinfo"), "model name");
    }

    private static String load() throws IOException {
        Path load = Path.of("/proc/loadavg");
        return Files.exists(load) ? Files.readString(load).strip() : "unknown";
    }

    private static String firstOf(Path file, String key) {
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .filter(line -> line.startsWith(key))
                            .map(line -> line.substring(line.indexOf(':') + 1).strip())
                            .findFirst()
                            .orElse("unknown processor")
                    : "unknown processor";
        } catch (IOException e) {
            return "unknown processor (" + e.getMessage() + ")";
        }
    }
}

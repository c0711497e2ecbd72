package dev.arbor.integrator.kind;

import java.util.Map;
import java.util.TreeMap;

/** The threads of this process, counted by their names without numbers. */
final class Threads {

    private Threads() {}

    /** Those that are there now, but for those of the relay and of servers that tests run in this process. */
    static Map<String, Integer> now() {
        Map<String, Integer> counts = new TreeMap<>();
        Thread.getAllStackTraces().keySet().stream()
                .map(thread -> thread.getName().replaceAll("\\d+", "#"))
                .filter(name -> !name.equals("relay") && !name.equals("other side") && !name.startsWith("HTTP-"))
                .forEach(name -> counts.merge(name, 1, Integer::sum));
        return counts;
    }

    /** Those that are there now and were not then. */
    static Map<String, Integer> beyond(Map<String, Integer> then) {
        Map<String, Integer> more = now();
        then.forEach((name, count) -> more.computeIfPresent(name, (same, now) -> now > count ? now - count : null));
        return more;
    }
}

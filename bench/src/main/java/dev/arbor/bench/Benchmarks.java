package dev.arbor.bench;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The benchmarks by name. */
public final class Benchmarks {

    private static final Map<String, Consumer<String[]>> ALL = new TreeMap<>();

    private Benchmarks() {}

    /** Runs the benchmark that the first argument names; without one, lists them. */
    public static void main(String[] args) {
        if (args.length == 0 || !ALL.containsKey(args[0])) {
            System.out.println("usage: bench/run NAME [ARGUMENT...]; there are: " + ALL.keySet());
            System.out.printf(
                    "This machine: %d processors, JDK %s%n",
                    Runtime.getRuntime().availableProcessors(), Runtime.version());
            return;
        }
        String[] rest = new String[args.length - 1];
        System.arraycopy(args, 1, rest, 0, rest.length);
        ALL.get(args[0]).accept(rest);
    }
}

package dev.arbor.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** The benchmarks by name. */
public final class Benchmarks {

    private static final Map<String, Benchmark> ALL = new LinkedHashMap<>();

    static {
        ALL.put("expressions", new ExpressionBenchmark());
        ALL.put("runs", new RunBenchmark());
        ALL.put("outputs", new OutputBenchmark());
        ALL.put("handlers", new HandlerBenchmark());
        ALL.put("integrator", new IntegratorBenchmark());
        ALL.put("platform", new PlatformBenchmark());
    }

    private Benchmarks() {}

    /** Runs the benchmark that the first argument names, or all of them. */
    public static void main(String[] args) throws Exception {
        if (args.length > 0 && !ALL.containsKey(args[0])) {
            System.out.println("usage: bench/run [NAME]; there are: " + ALL.keySet());
            System.exit(2);
        }
        Report report = new Report();
        for (Map.Entry<String, Benchmark> entry : ALL.entrySet()) {
            if (args.length == 0 || entry.getKey().equals(args[0])) {
                entry.getValue().measure(report);
            }
        }
        report.print();
    }

    /** Something that is measured. */
    interface Benchmark {

        /** Measures it and adds its lines to the report. */
        void measure(Report report) throws Exception;
    }
}

package dev.arbor.bench;

import dev.arbor.engine.handler.OutsideHandler.HandlerException;
import dev.arbor.engine.handler.store.InstalledHandler;
import dev.arbor.engine.handler.zip.DefinitionReader;
import dev.arbor.engine.handler.zip.HandlerZip;
import dev.arbor.engine.handler.zip.ZipBounds;
import dev.arbor.engine.ruby.RubyHandlers;
import dev.arbor.engine.ruby.RuntimeSettings;
import dev.arbor.testing.handler.HandlerDraft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One execution of an imported handler that is loaded already: its input is parsed by REXML as handlers do, a JSON text is
 * parsed and written, and the result is XML. Once in the runtime that handlers share, once in one of its own, because it
 * vendors a library.
 */
final class HandlerBenchmark implements Benchmarks.Benchmark {

    private static final int ROUNDS = 5;
    private static final int EXECUTIONS = 1_000;
    private static final int WARM_UPS = 10;
    private static final String BODY =
            "results('output' => JSON.parse(@p['input']).map { |k, v| [k, v.to_s.upcase] }.to_h.to_json)";
    private static final String INPUT =
            "<handler><parameters><parameter name='input'>{\"a\":1,\"b\":\"zwei &lt; drei\"}"
                    + "</parameter></parameters></handler>";

    @Override
    public void measure(Report report) throws Exception {
        measure(report, "the shared runtime", HandlerDraft.of("bench_shared", 1).executing(BODY));
        measure(
                report,
                "a runtime of its own",
                HandlerDraft.of("bench_own", 1)
                        .file("handler/vendor/some-1.0/lib/some.rb", "module Some\nend\n")
                        .executing(BODY));
    }

    private static void measure(Report report, String where, HandlerDraft draft) throws Exception {
        byte[] zip = draft.parameter("input", "").zip();
        Path folder = Files.createTempDirectory("arbor-bench");
        try (RubyHandlers handlers = new RubyHandlers(
                folder,
                ZipBounds.USUAL,
                checksum -> Optional.of(zip),
                new RuntimeSettings(Duration.ofMinutes(1), Duration.ofMinutes(10), 2),
                Thread::new)) {
            InstalledHandler handler = installed(zip);
            for (int i = 0; i < WARM_UPS; i++) {
                medianMillis(handlers, handler);
            }
            double[] medians = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                medians[i] = medianMillis(handlers, handler);
            }
            report.add("warm execution of a handler in " + where, "ms", "under 2", medians);
        } finally {
            delete(folder);
        }
    }

    private static InstalledHandler installed(byte[] zip) {
        try (HandlerZip opened = HandlerZip.open(zip, ZipBounds.USUAL)) {
            return new InstalledHandler(DefinitionReader.read(opened), "bench", Map.of());
        }
    }

    private static double medianMillis(RubyHandlers handlers, InstalledHandler handler) throws HandlerException {
        double[] millis = new double[EXECUTIONS];
        for (int i = 0; i < EXECUTIONS; i++) {
            long begun = System.nanoTime();
            String result = handlers.execute(handler, INPUT).orElse("");
            millis[i] = (System.nanoTime() - begun) / 1e6;
            if (!result.contains("ZWEI")) {
                throw new IllegalStateException("Expected the handler's result, but got " + result + ".");
            }
        }
        Arrays.sort(millis);
        return millis[EXECUTIONS / 2];
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

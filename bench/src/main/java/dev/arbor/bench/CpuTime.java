package dev.arbor.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What processes have had of the processors, by {@code /proc}. Other work on the machine makes everything take longer; what
 * something costs it hardly changes, so costs can be compared where times cannot.
 */
final class CpuTime {

    private static final double TICKS_PER_SECOND = 100;
    private static final int PARENT = 1;
    private static final int USER = 11;
    private static final int SYSTEM = 12;

    private CpuTime() {}

    /** Seconds of a process. */
    static double seconds(long pid) throws IOException {
        List<String> fields = stat(pid);
        return (Double.parseDouble(fields.get(USER)) + Double.parseDouble(fields.get(SYSTEM))) / TICKS_PER_SECOND;
    }

    /** Seconds of the living children of a process, and of those that it has outlived. */
    static double secondsOfChildren(long pid) throws IOException {
        List<String> own = stat(pid);
        double seconds =
                (Double.parseDouble(own.get(USER + 2)) + Double.parseDouble(own.get(SYSTEM + 2))) / TICKS_PER_SECOND;
        for (long each : processes()) {
            try {
                if (parent(each) == pid) {
                    seconds += seconds(each);
                }
            } catch (IOException e) {
                continue; // It ended meanwhile, and its parent has its time.
            }
        }
        return seconds;
    }

    /** The parent of a process. */
    static long parent(long pid) throws IOException {
        return Long.parseLong(stat(pid).get(PARENT));
    }

    private static List<Long> processes() throws IOException {
        List<Long> all = new ArrayList<>();
        try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
            entries.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("\\d+"))
                    .forEach(name -> all.add(Long.valueOf(name)));
        }
        return all;
    }

    /** The fields behind the name, which is in brackets and may have anything in it. */
    private static List<String> stat(long pid) throws IOException {
        String line = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return List.of(line.substring(line.lastIndexOf(')') + 2).strip().split(" "));
    }
}

package dev.arbor.platform.people;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Parts of a long list: a statement takes only so many values. */
final class Chunks {

    private static final int SIZE = 1000;

    private Chunks() {}

    /** A list in parts, in its order. */
    static <T> List<List<T>> of(Collection<T> all) {
        List<T> list = List.copyOf(all);
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < list.size(); from += SIZE) {
            chunks.add(list.subList(from, Math.min(list.size(), from + SIZE)));
        }
        return chunks;
    }
}

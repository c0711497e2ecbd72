package dev.arbor.engine.context;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.arbor.core.handler.Items;
import dev.arbor.engine.run.TaskRow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/**
 * The items of loops by number. They are stored once, with the loop's head; kept parsed in memory while the iterations
 * run, because reading ten thousand items for each of ten thousand iterations would be quadratic.
 */
@ApplicationScoped
public class LoopData {

    /** Characters of items kept in memory, over all loops. */
    private static final long CHARACTERS_IN_MEMORY = 64L * 1024 * 1024;

    private record Key(long taskId, int attempt) {}

    private final Items items;
    private final Cache<Key, List<String>> parsed = Caffeine.newBuilder()
            .maximumWeight(CHARACTERS_IN_MEMORY)
            .weigher((Key key, List<String> values) -> 16 * values.size()
                    + values.stream().mapToInt(String::length).sum())
            .build();

    /** For the container's proxy. */
    protected LoopData() {
        this(null);
    }

    /** Over a reader of items. */
    @Inject
    public LoopData(Items items) {
        this.items = items;
    }

    /** The value of an iteration; empty when the loop has no such iteration. */
    public String value(TaskRow head, int iteration) {
        String data = head.results().getOrDefault("data", "");
        List<String> values =
                parsed.get(new Key(head.id(), 31 * head.attempts() + data.hashCode()), key -> items.parse(data));
        return iteration >= 0 && iteration < values.size() ? values.get(iteration) : "";
    }
}

package dev.arbor.core.handler;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every handler that is part of the engine, by definition id. */
public final class SystemHandlers {

    private static final Map<String, SystemHandler> ALL = Map.ofEntries(
            Map.entry("system_start_v1", new Start()),
            Map.entry("system_noop_v1", new Noop()),
            Map.entry("system_wait_v1", new Wait()),
            Map.entry("system_join_v1", new Join()),
            Map.entry("system_junction_v1", new Junction()),
            Map.entry("system_loop_head_v1", new LoopHead()),
            Map.entry("system_loop_tail_v1", new LoopTail()),
            Map.entry("system_tree_return_v1", new TreeReturn()),
            Map.entry("utilities_create_trigger_v1", new CreateTrigger()),
            Map.entry("utilities_defer_v1", new Defer()),
            Map.entry("utilities_echo_v1", new Echo()));

    private SystemHandlers() {}

    /** Their definition ids. */
    public static Set<String> ids() {
        return ALL.keySet();
    }

    /** The handler of a definition, if it is part of the engine. */
    public static Optional<SystemHandler> of(String definitionId) {
        return Optional.ofNullable(ALL.get(definitionId));
    }
}

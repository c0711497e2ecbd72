package dev.arbor.durability;

import dev.arbor.server.OutsideWorld;
import dev.arbor.server.TaskApi;
import dev.arbor.server.TreeDraft;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The kinds of runs that are under way when the server dies; each ends with an echo of the key it was started with. */
enum Kind {

    /** start - a - b - last */
    CHAIN("start /", "a /", "b /", "last /"),

    /** start - head_2 - body_3 (5 times) - tail - last */
    LOOP(
            "start /",
            "head_2 /",
            "body_3 /2#0",
            "body_3 /2#1",
            "body_3 /2#2",
            "body_3 /2#3",
            "body_3 /2#4",
            "tail /",
            "last /"),

    /** start - wait (falls due while the server is down, as like as not) - last */
    WAIT("start /", "wait /", "last /"),

    /** start - defer (a client completes it) - last */
    DEFER("start /", "defer /", "last /"),

    /** start - call (of a routine that gives back its input) - last */
    ROUTINE("start /", "call /", "last /"),

    /** start - first (may be repeated) - between - second (may not) - last */
    OUTSIDE("start /", "first /", "between /", "second /", "last /");

    static final String ROUTINE_NAME = "Kill Routine";

    private static final String KEY = "<%= JSON.parse(@source['Data'])['key'] %>";

    private final Set<String> tasks;

    Kind(String... tasks) {
        this.tasks = new TreeSet<>(List.of(tasks));
    }

    /** Node and loop index of each task that a run has at its end. */
    Set<String> tasks() {
        return tasks;
    }

    /** The routine that all groups call. */
    static void createRoutine(TaskApi api) {
        api.post(
                        "/trees",
                        TreeDraft.routine("routine_kill_v1", ROUTINE_NAME)
                                .input("In")
                                .output("Out")
                                .echo("echo", "<%= @inputs['In'] %>")
                                .node("return", "system_tree_return_v1", "Out", "<%= @results['echo']['output'] %>")
                                .chain("start", "echo", "return")
                                .json())
                .ok();
    }

    /** A tree of each kind. */
    static void createTrees(TaskApi api, OutsideWorld world, String group) {
        for (Kind kind : values()) {
            api.post("/trees", kind.draft(world, group).json()).ok();
        }
    }

    private TreeDraft draft(OutsideWorld world, String group) {
        TreeDraft draft = TreeDraft.tree(group, name());
        return switch (this) {
            case CHAIN ->
                draft.echo("a", KEY)
                        .echo("b", "<%= @results['a']['output'] %>")
                        .echo("last", "<%= @results['b']['output'] %>")
                        .chain("start", "a", "b", "last");
            case LOOP ->
                draft.node("head_2", "system_loop_head_v1", "data_source", "[1,2,3,4,5]", "loop_path", "$[*]")
                        .echo("body_3", "<%= @results['head_2']['Value'] %>")
                        .node("tail", "system_loop_tail_v1", "type", "All", "number", "")
                        .echo("last", "<%= @results['body_3'].map { |k, v| v['output'] }.sort.join %> " + KEY)
                        .chain("start", "head_2", "body_3", "tail", "last")
                        .chain("head_2", "tail");
            case WAIT ->
                draft.deferring("wait", "system_wait_v1", "Time to wait", "3", "Time unit", "Second")
                        .echo("last", KEY)
                        .chain("start", "wait", "last");
            case DEFER ->
                draft.deferring("defer", "utilities_defer_v1", "deferral_value", "")
                        .echo("last", "<%= @results['defer']['by'] %>")
                        .chain("start", "defer", "last");
            case ROUTINE ->
                draft.deferring("call", "routine_kill_v1", "In", KEY)
                        .echo("last", "<%= @results['call']['Out'] %>")
                        .chain("start", "call", "last");
            case OUTSIDE -> {
                world.addTo(draft, "first", OutsideWorld.idempotent(), "first-" + KEY);
                draft.echo("between", KEY);
                world.addTo(draft, "second", OutsideWorld.onceOnly(), "second-" + KEY);
                yield draft.echo("last", "<%= @results['second']['answer'] %>")
                        .chain("start", "first", "between", "second", "last");
            }
        };
    }

    /** What the last echo says of a run with that key. */
    String output(String key) {
        return switch (this) {
            case LOOP -> "12345 " + key;
            case OUTSIDE -> "Welcome second-" + key;
            default -> key;
        };
    }
}

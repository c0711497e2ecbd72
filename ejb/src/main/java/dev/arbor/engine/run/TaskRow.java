package dev.arbor.engine.run;

import dev.arbor.core.run.Gate;
import dev.arbor.core.run.TaskKey;
import dev.arbor.core.run.TaskStatus;
import dev.arbor.core.run.TaskView;
import dev.arbor.core.tree.Node;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A task while a walk has it in hand. Confined to the thread that holds the lock of its run. */
public final class TaskRow implements TaskView {

    final long id;
    final TaskKey key;
    final String nodeName;
    final String definitionId;
    final boolean visible;
    final String token;
    final Instant createdAt;
    private TaskStatus status;
    private long duration;
    private Map<String, String> results;
    private Map<String, String> deferredResults;
    private Gate gate;
    private boolean failed;
    private int attempts;
    private boolean stored;
    private boolean changed;

    /** A task that a node has just been reached for. */
    TaskRow(long id, TaskKey key, Node node, String token, Instant now) {
        this(id, key, node.name(), node.definitionId(), node.visible(), token, now);
        this.status = TaskStatus.NEW;
        this.results = Map.of();
        this.deferredResults = Map.of();
        this.gate = Gate.NONE;
    }

    private TaskRow(
            long id,
            TaskKey key,
            String nodeName,
            String definitionId,
            boolean visible,
            String token,
            Instant createdAt) {
        this.id = id;
        this.key = key;
        this.nodeName = nodeName;
        this.definitionId = definitionId;
        this.visible = visible;
        this.token = token;
        this.createdAt = createdAt;
    }

    /** A task as it is stored. */
    record Stored(
            long id,
            TaskKey key,
            String nodeName,
            String definitionId,
            String status,
            boolean visible,
            long duration,
            String token,
            String results,
            String deferredResults,
            byte[] gate,
            boolean failed,
            int attempts,
            Instant createdAt) {

        TaskRow row() {
            TaskRow row = new TaskRow(id, key, nodeName, definitionId, visible, token == null ? "" : token, createdAt);
            row.status = TaskStatus.valueOf(status);
            row.duration = duration;
            row.results = Results.read(results);
            row.deferredResults = Results.read(deferredResults);
            row.gate = Gate.of(gate);
            row.failed = failed;
            row.attempts = attempts;
            row.stored = true;
            return row;
        }
    }

    @Override
    public TaskKey key() {
        return key;
    }

    @Override
    public TaskStatus status() {
        return status;
    }

    @Override
    public Gate gate() {
        return gate;
    }

    @Override
    public String token() {
        return token;
    }

    @Override
    public boolean failed() {
        return failed;
    }

    /** Its id. */
    public long id() {
        return id;
    }

    /** The handler or routine that performs it. */
    public String definitionId() {
        return definitionId;
    }

    /** The name of its node when it was reached. */
    public String nodeName() {
        return nodeName;
    }

    /** Whether end users are shown it. */
    public boolean visible() {
        return visible;
    }

    /** How long performing it took, in milliseconds. */
    public long duration() {
        return duration;
    }

    /** What performing it gave. */
    public Map<String, String> results() {
        return results;
    }

    /** What completing or updating it gave. */
    public Map<String, String> deferredResults() {
        return deferredResults;
    }

    /** What readers see: results, and over them what was given from outside. */
    public Map<String, String> visibleResults() {
        if (deferredResults.isEmpty()) {
            return results;
        }
        Map<String, String> all = new LinkedHashMap<>(results);
        all.putAll(deferredResults);
        return all;
    }

    /** How many attempts have failed. */
    public int attempts() {
        return attempts;
    }

    /** Whether it was performed, so that expressions see its results. */
    public boolean executed() {
        return status == TaskStatus.WIP || status == TaskStatus.CLOSED;
    }

    void become(TaskStatus next) {
        if (next != status && !status.canBecome(next)) {
            throw new IllegalStateException(
                    "Expected task " + id + " to become " + next + ", but it is " + status + ".");
        }
        status = next;
        failed = false;
        changed = true;
    }

    void results(Map<String, String> value, long millis) {
        results = value;
        duration = millis;
        changed = true;
    }

    void deferredResults(Map<String, String> more) {
        if (!more.isEmpty()) {
            Map<String, String> all = new LinkedHashMap<>(deferredResults);
            all.putAll(more);
            deferredResults = all;
        }
        changed = true;
    }

    void replaceDeferredResults(Map<String, String> values) {
        deferredResults = values;
        changed = true;
    }

    void gate(Gate next) {
        gate = next;
        changed = true;
    }

    void failed(boolean now) {
        if (now) {
            attempts++;
        }
        failed = now;
        changed = true;
    }

    boolean stored() {
        return stored;
    }

    boolean changed() {
        return changed;
    }

    void written() {
        stored = true;
        changed = false;
    }
}

package dev.arbor.core.play;

import dev.arbor.core.run.Gate;
import dev.arbor.core.run.TaskKey;
import dev.arbor.core.run.TaskStatus;
import dev.arbor.core.run.TaskView;
import dev.arbor.core.tree.Node;
import java.util.LinkedHashMap;
import java.util.Map;

/** A task, as a row would hold it. */
public final class PlayTask implements TaskView {

    final TaskKey key;
    final Node node;
    final String token;
    final Map<String, String> results = new LinkedHashMap<>();
    TaskStatus status = TaskStatus.NEW;
    Gate gate = Gate.NONE;
    boolean failed;

    PlayTask(TaskKey key, Node node, String token) {
        this.key = key;
        this.node = node;
        this.token = token;
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

    /** Its results, the deferred ones over those of performing it. */
    public Map<String, String> results() {
        return results;
    }

    @Override
    public String toString() {
        return key.nodeId() + "@" + key.scope().branchId() + key.scope().loopIndex() + "=" + status
                + (failed ? "!" : "");
    }
}

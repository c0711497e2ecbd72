package dev.arbor.core.play;

import dev.arbor.core.run.LoopIndex;
import dev.arbor.core.run.RunView;
import dev.arbor.core.run.Scope;
import dev.arbor.core.run.TaskKey;
import dev.arbor.core.run.TaskStatus;
import dev.arbor.core.tree.ConnectorType;
import dev.arbor.core.tree.TreeGraph;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A run, as rows would hold it. */
public final class PlayRun implements RunView {

    final long id;
    final String token;
    final Map<String, String> inputs;
    final boolean webApi;
    TreeGraph tree;
    long mainBranch;
    Optional<Map<String, String>> outputs = Optional.empty();
    final Map<Scope, Map<String, PlayTask>> tasks = new LinkedHashMap<>();
    final Map<Long, Long> parents = new HashMap<>();
    final List<PlayError> errors = new ArrayList<>();
    final List<TaskKey> performed = new ArrayList<>();
    final List<TaskKey> closings = new ArrayList<>();
    final List<String> messages = new ArrayList<>();
    final List<String> notes = new ArrayList<>();
    long looks;

    PlayRun(long id, TreeGraph tree, String token, Map<String, String> inputs, boolean webApi) {
        this.id = id;
        this.tree = tree;
        this.token = token;
        this.inputs = inputs;
        this.webApi = webApi;
    }

    @Override
    public Optional<PlayTask> task(TaskKey key) {
        looks++;
        return find(key);
    }

    Optional<PlayTask> find(TaskKey key) {
        return Optional.ofNullable(tasks.getOrDefault(key.scope(), Map.of()).get(key.nodeId()));
    }

    @Override
    public Collection<PlayTask> tasks(Scope scope) {
        Collection<PlayTask> found = tasks.getOrDefault(scope, Map.of()).values();
        looks += 1 + found.size();
        return found;
    }

    @Override
    public Optional<Long> parentBranch(long branchId) {
        return Optional.ofNullable(parents.get(branchId));
    }

    @Override
    public boolean returned() {
        return outputs.isPresent();
    }

    /** How many rows the decisions have looked at. */
    public long looks() {
        return looks;
    }

    public long mainBranch() {
        return mainBranch;
    }

    public Optional<Map<String, String>> outputs() {
        return outputs;
    }

    public List<PlayTask> all() {
        return tasks.values().stream().flatMap(scope -> scope.values().stream()).toList();
    }

    /** The task of a node in the main branch. */
    public PlayTask at(String nodeId, String loopIndex) {
        return find(new Scope(mainBranch, LoopIndex.of(loopIndex)).task(nodeId))
                .orElseThrow(() -> new AssertionError("No task of " + nodeId + " at " + loopIndex + ": " + all()));
    }

    public PlayTask at(String nodeId) {
        return at(nodeId, "/");
    }

    /** Whether a node has a task in any scope. */
    public boolean reached(String nodeId) {
        return all().stream().anyMatch(task -> task.key.nodeId().equals(nodeId));
    }

    public TaskStatus status(String nodeId) {
        return at(nodeId).status();
    }

    /** Ids of the nodes in the order of being performed, with the iteration where there is one. */
    public List<String> performed() {
        return performed.stream()
                .map(key -> key.nodeId()
                        + (key.scope().loopIndex().isRoot()
                                ? ""
                                : key.scope().loopIndex().text()))
                .toList();
    }

    /** Every task that was closed, in order. */
    public List<TaskKey> closings() {
        return closings;
    }

    /** How often each node was performed. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        performed.forEach(key -> counts.merge(key.nodeId(), 1L, Long::sum));
        return counts;
    }

    public List<String> messages() {
        return messages;
    }

    /** What was ignored, and why. */
    public List<String> notes() {
        return notes;
    }

    public List<PlayError> errors() {
        return errors;
    }

    public List<PlayError> activeErrors() {
        return errors.stream().filter(PlayError::active).toList();
    }

    public List<PlayTask> open() {
        return all().stream().filter(PlayTask::open).toList();
    }

    void message(PlayTask task, ConnectorType type, String text) {
        messages.add(task.key.nodeId() + " " + type.label() + ": " + text);
    }
}

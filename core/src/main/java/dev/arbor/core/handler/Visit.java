package dev.arbor.core.handler;

import dev.arbor.core.run.ErrorType;
import dev.arbor.core.run.TaskKey;
import dev.arbor.core.run.TaskView;
import dev.arbor.core.tree.Node;
import dev.arbor.core.walk.Failure;
import dev.arbor.core.walk.Outcome;
import dev.arbor.core.walk.Situation;
import java.util.Map;

/**
 * One performance of a node.
 *
 * @param task its task
 * @param node the node
 * @param parameters evaluated parameters by id
 * @param situation the run around it
 * @param items reads the data of loops
 * @param webApi whether the run answers a web request, which gives its return node defaults
 */
public record Visit(
        TaskView task, Node node, Map<String, String> parameters, Situation situation, Items items, boolean webApi) {

    /** The task's identity. */
    public TaskKey key() {
        return task.key();
    }

    /** A parameter; one that the node does not declare is empty, as its definition's default is (engine spec 3.6). */
    public String parameter(String id) {
        return parameters.getOrDefault(id, "");
    }

    /** Performed with results. */
    public Outcome done(Map<String, String> results) {
        return new Outcome.Performed(key(), results, 0);
    }

    /** Failed as its own fault or its author's; the message says what was expected. */
    public Outcome failed(String message) {
        String summary = "The \"" + node.name() + "\" node failed: " + message;
        return new Outcome.Failed(key(), Failure.of(ErrorType.HANDLER, summary, message));
    }
}

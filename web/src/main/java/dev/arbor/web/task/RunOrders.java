package dev.arbor.web.task;

import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.RunStarter;
import dev.arbor.engine.api.RunStarter.StartRun;
import dev.arbor.engine.api.RunStarter.Started;
import dev.arbor.engine.api.TreeRef;
import dev.arbor.engine.api.Trees;
import dev.arbor.engine.api.Trees.TreeView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Makes the command that starts a run out of a request, for both versions of the API. */
@ApplicationScoped
public class RunOrders {

    private static final int LONGEST_KEY = 255;

    private final RunStarter starter;
    private final Trees trees;

    /** For the container's proxy. */
    protected RunOrders() {
        this(null, null);
    }

    @Inject
    RunOrders(RunStarter starter, Trees trees) {
        this.starter = starter;
        this.trees = trees;
    }

    /** Starts a run: a tree with the body as its source data, a routine with the body as its inputs. */
    Started start(TreeRef tree, Payload payload, Optional<String> idempotencyKey, Caller caller) {
        boolean routine = find(tree).type().endsWith("Routine");
        Optional<String> key = idempotencyKey.filter(each -> !each.isBlank()).map(each -> scoped(each, caller));
        StartRun command = routine
                ? new StartRun(tree, "", payload.inputs(), key)
                : new StartRun(tree, payload.text(), Map.of(), key);
        return starter.start(command, caller);
    }

    private TreeView find(TreeRef tree) {
        if (tree instanceof TreeRef.Guid guid) {
            return trees.findByGuid(guid.guid(), Set.of());
        }
        String title = tree instanceof TreeRef.Triple triple
                ? triple.sourceName() + " :: " + triple.sourceGroup() + " :: " + triple.name()
                : ((TreeRef.Definition) tree).definitionId();
        return trees.find(title, OptionalInt.empty(), Set.of());
    }

    /** Two people who choose the same key mean two runs. */
    private static String scoped(String key, Caller caller) {
        if (key.length() > LONGEST_KEY) {
            throw Refusal.invalid(
                    "invalid_value",
                    "Expected at most %d characters in Idempotency-Key, but got %d."
                            .formatted(LONGEST_KEY, key.length()));
        }
        return caller.username() + ":" + key;
    }
}

package dev.arbor.core.walk;

import dev.arbor.core.run.RunView;
import dev.arbor.core.run.Scope;
import dev.arbor.core.run.TaskKey;
import dev.arbor.core.tree.Connector;
import dev.arbor.core.tree.TreeGraph;
import java.time.Instant;

/** What a decision may look at. */
public interface Situation {

    /** The version of the tree that the run is on. */
    TreeGraph tree();

    /** The run as it stands, every effect so far applied. */
    RunView run();

    /** Judges the condition of a connector that leaves a task; {@code scope} is the reader's. */
    Judgement judge(Connector connector, Scope scope, TaskKey task);

    /** The time. */
    Instant now();
}

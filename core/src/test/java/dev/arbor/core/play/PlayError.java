package dev.arbor.core.play;

import dev.arbor.core.run.ErrorType;
import dev.arbor.core.run.Scope;
import dev.arbor.core.run.TaskKey;
import dev.arbor.core.tree.Connector;
import dev.arbor.core.walk.Failure;

/** An error of a run. */
public final class PlayError {

    final PlayRun run;
    final TaskKey key;
    final Scope target;
    final Failure failure;
    boolean active = true;

    PlayError(PlayRun run, TaskKey key, Scope target, Failure failure) {
        this.run = run;
        this.key = key;
        this.target = target;
        this.failure = failure;
    }

    public ErrorType type() {
        return failure.type();
    }

    public String summary() {
        return failure.summary();
    }

    public TaskKey key() {
        return key;
    }

    /** The connector that could not be judged. */
    public Connector connector() {
        return failure.connector().orElseThrow();
    }

    public boolean active() {
        return active;
    }
}

package dev.arbor.core.run;

/** What the decisions may know of a task. */
public interface TaskView {

    /** Its identity within the run. */
    TaskKey key();

    /** Where it stands. */
    TaskStatus status();

    /** What has arrived at it, or is still undecided after it. */
    Gate gate();

    /** Its deferral token; empty when nothing can complete it from outside. */
    String token();

    /** Whether it failed and waits for a person. */
    boolean failed();

    /** Whether it still keeps its run, its iteration and the junctions behind it waiting. */
    default boolean open() {
        return status() != TaskStatus.CLOSED || gate().open();
    }
}

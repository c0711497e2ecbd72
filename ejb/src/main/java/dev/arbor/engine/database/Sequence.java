package dev.arbor.engine.database;

/** The sequences that ids come from. The block is the INCREMENT BY of the sequence; a test compares the two. */
public enum Sequence {
    TREE("tree_id", 1),
    RUN("run_id", 200),
    TASK("task_id", 1000),
    TRIGGER("trigger_id", 1000),
    ERROR("error_id", 50),
    /** Messages, audits and other rows that are only ever listed under something else. */
    NOTE("note_id", 200),
    /** Events of the platform and what they tell. */
    PLATFORM_EVENT("platform_event_id", 200);

    private final String sqlName;
    private final int block;

    Sequence(String sqlName, int block) {
        this.sqlName = sqlName;
        this.block = block;
    }

    /** Its name in the database. */
    public String sqlName() {
        return sqlName;
    }

    /** How many ids one call to the database reserves. */
    public int block() {
        return block;
    }
}

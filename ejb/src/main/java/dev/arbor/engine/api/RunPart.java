package dev.arbor.engine.api;

/** What of a run is fetched beyond the run itself; each costs one query for a whole page of runs. */
public enum RunPart {
    /** Source data, inputs and outputs. */
    PAYLOAD,
    /** The run that called it. */
    PARENT,
    /** The runs that it called. */
    CHILDREN,
    TASKS,
    /** Messages of the tasks; fetches the tasks too. */
    TASK_MESSAGES,
    /** Attempts of the tasks; fetches the tasks too. */
    TASK_ATTEMPTS,
    TRIGGERS,
    /** Its errors. */
    EXCEPTIONS,
    /** The long texts of its errors; fetches the errors too. */
    EXCEPTION_TEXT,
    /** What people noted when they resolved its errors; fetches the errors too. */
    EXCEPTION_MESSAGES,
    /** What people changed by hand. */
    AUDITS,
    /** What its tree declares to take. */
    TREE_INPUTS,
    /** What its tree declares to give. */
    TREE_OUTPUTS
}

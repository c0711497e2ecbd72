package dev.arbor.engine.api;

/** What of an error is fetched beyond the error itself; each costs one query for a whole page. */
public enum ErrorPart {
    /** The long text. */
    TEXT,
    /** What people noted when they resolved it. */
    MESSAGES,
    /** The run that it happened in, with its source data. */
    RUN
}

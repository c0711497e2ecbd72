package dev.arbor.engine.api;

/** What of a trigger is fetched beyond the trigger itself; each costs one query for a whole page. */
public enum TriggerPart {
    /** The trigger that heads its branch. */
    BRANCH_HEAD,
    /** Its run. */
    RUN,
    /** The tree of its run. */
    TREE
}

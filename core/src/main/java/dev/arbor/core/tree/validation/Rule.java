package dev.arbor.core.tree.validation;

/** What a tree is checked for (engine spec 2.5). */
public enum Rule {
    /** A node can be reached by its id alone. */
    NODE_HAS_ID(true),
    /** Of two nodes with one id, the later would hide the earlier. */
    NODE_ID_IS_UNIQUE(true),
    /** Results are read by node name; of two nodes with one name, the later would overwrite the earlier. */
    NODE_NAME_IS_UNIQUE(true),
    /** A connector leaves a node of the tree and reaches one. */
    CONNECTOR_JOINS_NODES(true),
    /** Every text can be written as XML 1.0; no database takes the rest either. */
    TEXT_IS_LEGAL(true),
    /** Ids and names that every task repeats have at most {@value TextRules#MAX_KEY_LENGTH} characters. */
    KEY_IS_SHORT(true),

    /** A tree without an entry point does nothing when it is started. */
    TREE_HAS_START(false),
    /** Other engines and the builder look for the entry point by the id {@code start}. */
    START_HAS_ITS_ID(false),
    /** A start that deferred would wait for ever; the engine ignores the flags. */
    START_DOES_NOT_DEFER(false),
    /** The entry point has nothing in front of it. */
    START_IS_FIRST(false),
    /** The builder knows a node by the number at the end of its id. */
    NODE_ID_HAS_NUMBER(false),
    /** The builder shows one of the nodes that share a number. */
    NODE_NUMBER_IS_UNIQUE(false),
    /** The builder numbers the next node from {@code lastID}. */
    LAST_ID_IS_HIGHEST(false),
    /** Without a name nothing can read what the node gave. */
    NODE_HAS_NAME(false),
    /** The builder takes names of at most {@value TextRules#MAX_NAME_LENGTH} characters without quotation marks. */
    NODE_NAME_IS_PLAIN(false),
    /** A node without a handler is an error when it is reached. */
    NODE_HAS_HANDLER(false),
    /** Of two parameters of one node with one id, one is lost. */
    PARAMETER_ID_IS_UNIQUE(false),
    /** The connector from a loop head to a loop tail tells how far the loop goes. */
    LOOP_HAS_TAIL(false),
    /** Only joins, junctions and loop tails know what to do when they are reached more than once. */
    BRANCHES_MEET_IN_JOIN(false),
    /** A node is performed once; what leads back to it is an error when it is reached. */
    TREE_HAS_NO_CYCLE(false),
    /** Connectors on Create and Update are followed for nodes that defer. */
    CONNECTOR_CAN_BE_TAKEN(false);

    private final boolean error;

    Rule(boolean error) {
        this.error = error;
    }

    /** Whether a tree that breaks the rule is refused; otherwise it is stored with a warning. */
    public boolean isError() {
        return error;
    }
}

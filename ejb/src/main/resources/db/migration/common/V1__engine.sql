-- The engine's rows. One script for every database; what differs (partial indexes, storage) is in the folder of the
-- database beside this one. Foreign keys are left out on purpose on what a walk writes: they cost a lookup for each row
-- and a stale plan on a fresh PostgreSQL cuts inserts to a third; the engine writes these rows in one transaction.

CREATE SEQUENCE tree_id INCREMENT BY 1;
CREATE SEQUENCE run_id INCREMENT BY 200;
CREATE SEQUENCE task_id INCREMENT BY 1000;
CREATE SEQUENCE trigger_id INCREMENT BY 1000;
CREATE SEQUENCE error_id INCREMENT BY 50;
CREATE SEQUENCE note_id INCREMENT BY 200;

-- A tree, routine or local routine. deleted_id is 0 while it lives and its own id once deleted, so that a name is free
-- again after a delete and two deleted trees of one name can both be kept.
CREATE TABLE tree (
    id                  BIGINT PRIMARY KEY,
    guid                VARCHAR(36)  NOT NULL UNIQUE,
    source_name         VARCHAR(255) NOT NULL,
    source_group        VARCHAR(1024) NOT NULL,
    name                VARCHAR(255) NOT NULL,
    type                VARCHAR(20)  NOT NULL,
    status              VARCHAR(10)  NOT NULL,
    definition_id       VARCHAR(255),
    notes               TEXT,
    owner_email         VARCHAR(320),
    categories          TEXT         NOT NULL,
    event               VARCHAR(255),
    platform_item_type  VARCHAR(20),
    platform_item_id    VARCHAR(36),
    version             INTEGER      NOT NULL,
    deleted_id          BIGINT       NOT NULL,
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by          VARCHAR(255) NOT NULL,
    updated_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by          VARCHAR(255) NOT NULL,
    CONSTRAINT tree_identity UNIQUE (source_name, source_group, name, deleted_id),
    CONSTRAINT tree_definition UNIQUE (definition_id, deleted_id)
);

-- Every version of a tree's definition, never changed once written: runs stay on the one they started with.
-- definition is the <taskTree> XML.
CREATE TABLE tree_version (
    tree_id             BIGINT       NOT NULL REFERENCES tree (id),
    version             INTEGER      NOT NULL,
    definition          TEXT         NOT NULL,
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by          VARCHAR(255) NOT NULL,
    PRIMARY KEY (tree_id, version)
);

-- What the newest version of a tree uses: handlers and routines by definition id, and in how many of its nodes.
CREATE TABLE tree_use (
    tree_id             BIGINT       NOT NULL REFERENCES tree (id),
    definition_id       VARCHAR(255) NOT NULL,
    node_count          INTEGER      NOT NULL,
    PRIMARY KEY (tree_id, definition_id)
);
CREATE INDEX tree_use_by_definition ON tree_use (definition_id);

-- A system that starts runs.
CREATE TABLE source (
    name                VARCHAR(255) PRIMARY KEY,
    status              VARCHAR(10)  NOT NULL,
    type                VARCHAR(255) NOT NULL,
    properties          TEXT         NOT NULL,
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by          VARCHAR(255) NOT NULL,
    updated_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by          VARCHAR(255) NOT NULL
);

-- One execution of a tree. The row is locked while anything of the run changes, and never while the outside is called.
-- open_work counts what keeps the run from being complete: tasks not closed and triggers the engine still owes.
CREATE TABLE run (
    id                  BIGINT PRIMARY KEY,
    tree_id             BIGINT       NOT NULL,
    tree_version        INTEGER      NOT NULL,
    status              VARCHAR(10)  NOT NULL,
    source_id           VARCHAR(255),
    source_data         TEXT,
    originating_id      BIGINT       NOT NULL,
    parent_id           BIGINT,
    token               VARCHAR(40),
    inputs              TEXT,
    outputs             TEXT,
    open_work           INTEGER      NOT NULL,
    active_errors       INTEGER      NOT NULL,
    completed_at        TIMESTAMP WITH TIME ZONE,
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by          VARCHAR(255) NOT NULL,
    updated_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by          VARCHAR(255) NOT NULL
);
CREATE INDEX run_by_tree ON run (tree_id, id);

-- The same key gives the same run.
CREATE TABLE run_key (
    idempotency_key     VARCHAR(512) PRIMARY KEY,
    run_id              BIGINT       NOT NULL,
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL
);

-- One node in one run. (run, branch, loop index, node) is its identity; gate is the count of arrivals of a join,
-- junction or loop tail that waits; failed says that it waits for a person, attempts how often it has failed.
CREATE TABLE task (
    id                  BIGINT PRIMARY KEY,
    run_id              BIGINT       NOT NULL,
    branch_id           BIGINT       NOT NULL,
    loop_index          VARCHAR(1024) NOT NULL,
    node_id             VARCHAR(255) NOT NULL,
    node_name           VARCHAR(255) NOT NULL,
    definition_id       VARCHAR(255) NOT NULL,
    status              VARCHAR(10)  NOT NULL,
    visible             BOOLEAN      NOT NULL,
    duration            BIGINT       NOT NULL,
    token               VARCHAR(40),
    results             TEXT,
    deferred_results    TEXT,
    gate                BYTEA,
    failed              BOOLEAN      NOT NULL,
    attempts            INTEGER      NOT NULL,
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT task_identity UNIQUE (run_id, branch_id, loop_index, node_id)
);

-- A failed attempt of a task, or one after it. The only attempt of a task that never failed is the task row itself.
CREATE TABLE task_attempt (
    task_id             BIGINT       NOT NULL,
    number              INTEGER      NOT NULL,
    started_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    ended_at            TIMESTAMP WITH TIME ZONE,
    error_id            BIGINT,
    PRIMARY KEY (task_id, number)
);

CREATE TABLE task_message (
    id                  BIGINT PRIMARY KEY,
    run_id              BIGINT       NOT NULL,
    task_id             BIGINT       NOT NULL,
    type                VARCHAR(10)  NOT NULL,
    text                TEXT         NOT NULL,
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE INDEX task_message_by_task ON task_message (task_id);
CREATE INDEX task_message_by_run ON task_message (run_id);

-- Something the engine is to do. due_at is set exactly while the row wants a worker, so that finding work reads open
-- rows only; member is set exactly while a server has it in hand. completes is the token of the task that this trigger
-- completes: a token is completed once. pending is what is left of a walk that went outside.
CREATE TABLE trigger (
    id                  BIGINT PRIMARY KEY,
    run_id              BIGINT       NOT NULL,
    branch_id           BIGINT       NOT NULL,
    action              VARCHAR(10)  NOT NULL,
    type                VARCHAR(10)  NOT NULL,
    mode                VARCHAR(10)  NOT NULL,
    status              VARCHAR(10)  NOT NULL,
    node_id             VARCHAR(255),
    node_name           VARCHAR(255),
    loop_index          VARCHAR(1024) NOT NULL,
    token               VARCHAR(40),
    completes           VARCHAR(40),
    results             TEXT,
    message             TEXT,
    originator          VARCHAR(512) NOT NULL,
    scheduled_at        TIMESTAMP WITH TIME ZONE NOT NULL,
    due_at              TIMESTAMP WITH TIME ZONE,
    member              VARCHAR(64),
    pending             TEXT,
    management_action   VARCHAR(20),
    error_id            BIGINT,
    selection_criterion VARCHAR(255),
    flags               VARCHAR(255),
    engine              VARCHAR(512),
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by          VARCHAR(255) NOT NULL,
    updated_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by          VARCHAR(255) NOT NULL
);
CREATE INDEX trigger_by_run ON trigger (run_id, due_at, id);

-- A failure that a person may act on. trigger_id is the management trigger that stands for it; connector_to is the
-- target of the connector that could not be judged.
CREATE TABLE error (
    id                  BIGINT PRIMARY KEY,
    run_id              BIGINT       NOT NULL,
    task_id             BIGINT,
    trigger_id          BIGINT       NOT NULL,
    type                VARCHAR(30)  NOT NULL,
    status              VARCHAR(10)  NOT NULL,
    node_id             VARCHAR(255),
    definition_id       VARCHAR(255),
    connector_type      VARCHAR(10),
    connector_to        VARCHAR(255),
    summary             TEXT         NOT NULL,
    text                TEXT         NOT NULL,
    engine              VARCHAR(512) NOT NULL,
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by          VARCHAR(255) NOT NULL,
    updated_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by          VARCHAR(255) NOT NULL
);
CREATE INDEX error_by_run ON error (run_id);

CREATE TABLE error_message (
    id                  BIGINT PRIMARY KEY,
    error_id            BIGINT       NOT NULL,
    text                TEXT         NOT NULL,
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by          VARCHAR(255) NOT NULL
);
CREATE INDEX error_message_by_error ON error_message (error_id);

-- A failure that belongs to no run: a tree that is not there, a queue that cannot be read.
CREATE TABLE system_error (
    id                  BIGINT PRIMARY KEY,
    type                VARCHAR(30)  NOT NULL,
    status              VARCHAR(10)  NOT NULL,
    summary             TEXT         NOT NULL,
    text                TEXT         NOT NULL,
    resolution          TEXT,
    engine              VARCHAR(512) NOT NULL,
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by          VARCHAR(255) NOT NULL,
    updated_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by          VARCHAR(255) NOT NULL
);

-- What a person changed by hand on a run or a task.
CREATE TABLE run_audit (
    id                  BIGINT PRIMARY KEY,
    run_id              BIGINT       NOT NULL,
    task_id             BIGINT,
    action              VARCHAR(255) NOT NULL,
    message             TEXT,
    changes             TEXT         NOT NULL,
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by          VARCHAR(255) NOT NULL
);
CREATE INDEX run_audit_by_run ON run_audit (run_id);

-- A server of the cluster. Rows that a member holds are taken back when its heartbeat is stale.
CREATE TABLE member (
    id                  VARCHAR(64) PRIMARY KEY,
    engine              VARCHAR(512) NOT NULL,
    started_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    heartbeat_at        TIMESTAMP WITH TIME ZONE NOT NULL
);

-- What is set once for all servers, for example whether the engine is stopped.
CREATE TABLE setting (
    name                VARCHAR(100) PRIMARY KEY,
    content             TEXT         NOT NULL,
    updated_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by          VARCHAR(255) NOT NULL
);

-- Who may sign in.
CREATE TABLE account (
    username            VARCHAR(255) PRIMARY KEY,
    password_hash       VARCHAR(512) NOT NULL,
    email               VARCHAR(320),
    display_name        VARCHAR(255),
    administrator       BOOLEAN      NOT NULL,
    enabled             BOOLEAN      NOT NULL,
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at          TIMESTAMP WITH TIME ZONE NOT NULL
);

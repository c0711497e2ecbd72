-- Webhooks: what is told to others of events of the space or a kapp. full_event is type and action together, whichever
-- way they were given. secret_place is where the strongbox keeps what deliveries are signed with.
CREATE TABLE webhook (
    id                  UUID PRIMARY KEY,
    scope_type          VARCHAR(10)  NOT NULL,
    scope_id            UUID         NOT NULL,
    name                VARCHAR(255) NOT NULL,
    type                VARCHAR(255) NOT NULL,
    event               VARCHAR(255) NOT NULL,
    full_event          VARCHAR(511) NOT NULL,
    filter              TEXT         NOT NULL,
    url                 TEXT         NOT NULL,
    secret_place        VARCHAR(36),
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by          VARCHAR(255) NOT NULL,
    updated_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by          VARCHAR(255) NOT NULL,
    CONSTRAINT webhook_name UNIQUE (scope_id, name)
);
CREATE INDEX webhook_by_event ON webhook (full_event, scope_id);

-- One delivery of one event to one webhook. due_at is set exactly while it wants a worker, member while a server has it
-- in hand. tries counts since it was queued last, retry_count since it was made. parent_key is what clients call that
-- which the event happened to. Rows stay for a while after ended_at, also when their webhook is gone.
CREATE TABLE webhook_job (
    id                  UUID PRIMARY KEY,
    webhook_id          UUID         NOT NULL,
    scope_type          VARCHAR(10)  NOT NULL,
    scope_id            UUID         NOT NULL,
    name                VARCHAR(255) NOT NULL,
    type                VARCHAR(30)  NOT NULL,
    event               VARCHAR(61)  NOT NULL,
    parent_id           VARCHAR(255) NOT NULL,
    parent_key          VARCHAR(255) NOT NULL,
    url                 TEXT         NOT NULL,
    status              VARCHAR(11)  NOT NULL,
    summary             TEXT,
    request_content     TEXT         NOT NULL,
    response_content    TEXT,
    retry_count         INTEGER      NOT NULL,
    tries               INTEGER      NOT NULL,
    depth               INTEGER      NOT NULL,
    caused_by           VARCHAR(255) NOT NULL,
    scheduled_at        TIMESTAMP WITH TIME ZONE NOT NULL,
    due_at              TIMESTAMP WITH TIME ZONE,
    member              VARCHAR(64),
    claimed_at          TIMESTAMP WITH TIME ZONE,
    ended_at            TIMESTAMP WITH TIME ZONE
);
CREATE INDEX webhook_job_in_order ON webhook_job (scheduled_at, id);
CREATE INDEX webhook_job_of_scope ON webhook_job (scope_id, scheduled_at, id);
CREATE INDEX webhook_job_of_parent ON webhook_job (parent_key, scheduled_at, id);

-- What the author of a filter should know, whatever it belongs to. The same again is counted, and so is what was left
-- out because there was too much of it.
ALTER TABLE workflow_notice RENAME TO filter_notice;
ALTER TABLE filter_notice RENAME COLUMN workflow_id TO owner_id;
CREATE INDEX filter_notice_in_order ON filter_notice (owner_id, last_at);
CREATE TABLE filter_notice_count (
    owner_id            UUID PRIMARY KEY,
    occurrences         BIGINT       NOT NULL
);
INSERT INTO filter_notice_count (owner_id, occurrences)
    SELECT owner_id, SUM(occurrences) FROM filter_notice GROUP BY owner_id;

-- Models of bridges, as they were given. content is everything but the name.
CREATE TABLE bridge_model (
    id                  UUID PRIMARY KEY,
    name                VARCHAR(255) NOT NULL UNIQUE,
    content             TEXT         NOT NULL,
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by          VARCHAR(255) NOT NULL,
    updated_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by          VARCHAR(255) NOT NULL
);

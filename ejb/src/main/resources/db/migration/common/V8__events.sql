-- Workflows, which events start, and web APIs, which requests start. Name, event and status of a workflow are its tree's;
-- id is the guid of the tree. item is the space, the kapp or the form.
CREATE TABLE workflow (
    id                  UUID PRIMARY KEY,
    item_type           VARCHAR(10)  NOT NULL,
    item_id             UUID         NOT NULL,
    filter              TEXT         NOT NULL
);
CREATE INDEX workflow_of_item ON workflow (item_id);
CREATE INDEX tree_by_platform_item ON tree (platform_item_id);

-- What the author of a workflow should know: its filter could not be judged, or its run could not be started. The same
-- again is counted.
CREATE TABLE workflow_notice (
    workflow_id         UUID         NOT NULL,
    message_hash        VARCHAR(64)  NOT NULL,
    event               VARCHAR(61)  NOT NULL,
    subject_id          VARCHAR(255) NOT NULL,
    message             TEXT         NOT NULL,
    occurrences         BIGINT       NOT NULL,
    first_at            TIMESTAMP WITH TIME ZONE NOT NULL,
    last_at             TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (workflow_id, message_hash)
);

-- scope is the space or a kapp; content has the security policies.
CREATE TABLE web_api (
    id                  UUID PRIMARY KEY,
    scope_id            UUID         NOT NULL,
    slug                VARCHAR(255) NOT NULL,
    method              VARCHAR(10)  NOT NULL,
    content             TEXT         NOT NULL,
    tree_guid           VARCHAR(36)  NOT NULL,
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by          VARCHAR(255) NOT NULL,
    updated_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by          VARCHAR(255) NOT NULL,
    CONSTRAINT web_api_slug UNIQUE (scope_id, slug)
);

-- Whoever delivers events locks the one row, so that events are delivered in their order by whichever server comes.
CREATE TABLE event_delivery (
    id                  INTEGER PRIMARY KEY
);
INSERT INTO event_delivery (id) VALUES (1);

-- An event that could not be delivered is tried again at due_at; those that were never tried have none.
ALTER TABLE platform_event ADD COLUMN attempts INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE platform_event ADD COLUMN due_at TIMESTAMP WITH TIME ZONE;
CREATE INDEX platform_event_in_order ON platform_event (created_at, id);
CREATE INDEX platform_event_held ON platform_event (due_at, subject_id);

-- How many runs caused each other up to this one.
ALTER TABLE run ADD COLUMN depth INTEGER DEFAULT 0 NOT NULL;

-- The platform: spaces, kapps, forms, submissions. Ids are UUIDs. What clients may set and nobody searches by is JSON in
-- content; what is looked up has a column. Rows that are written with every submission have no foreign keys: each would be a look-up
-- and a lock of its own. A submission whose form is deleted in the same moment may be left over; nobody can reach it.

CREATE SEQUENCE platform_event_id START WITH 1 INCREMENT BY 200;

CREATE TABLE space (
    id                  UUID PRIMARY KEY,
    slug                VARCHAR(255) NOT NULL UNIQUE,
    name                VARCHAR(255) NOT NULL,
    content             TEXT         NOT NULL,
    version_id          BIGINT       NOT NULL,
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by          VARCHAR(255) NOT NULL,
    updated_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by          VARCHAR(255) NOT NULL
);

CREATE TABLE kapp (
    id                  UUID PRIMARY KEY,
    slug                VARCHAR(255) NOT NULL UNIQUE,
    name                VARCHAR(255) NOT NULL,
    content             TEXT         NOT NULL,
    version_id          BIGINT       NOT NULL,
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by          VARCHAR(255) NOT NULL,
    updated_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by          VARCHAR(255) NOT NULL
);

-- Pages with all their elements are in content; the fields among them are rows of field as well.
CREATE TABLE form (
    id                  UUID PRIMARY KEY,
    kapp_id             UUID         NOT NULL REFERENCES kapp (id),
    slug                VARCHAR(255) NOT NULL,
    name                VARCHAR(255) NOT NULL,
    type                VARCHAR(255),
    status              VARCHAR(255) NOT NULL,
    anonymous           BOOLEAN      NOT NULL,
    content             TEXT         NOT NULL,
    version_id          BIGINT       NOT NULL,
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by          VARCHAR(255) NOT NULL,
    updated_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by          VARCHAR(255) NOT NULL,
    CONSTRAINT form_slug UNIQUE (kapp_id, slug)
);

-- A field of a form, or one that a kapp declares for all its forms. field_key is the name under which values are stored,
-- so that a field can be renamed.
CREATE TABLE field (
    owner_id            UUID         NOT NULL,
    name                VARCHAR(255) NOT NULL,
    position            INTEGER      NOT NULL,
    field_key           VARCHAR(255) NOT NULL,
    render_type         VARCHAR(50),
    data_type           VARCHAR(50),
    PRIMARY KEY (owner_id, name)
);

CREATE TABLE form_type (
    kapp_id             UUID         NOT NULL REFERENCES kapp (id),
    name                VARCHAR(255) NOT NULL,
    position            INTEGER      NOT NULL,
    PRIMARY KEY (kapp_id, name)
);

CREATE TABLE category (
    id                  UUID PRIMARY KEY,
    kapp_id             UUID         NOT NULL REFERENCES kapp (id),
    slug                VARCHAR(255) NOT NULL,
    name                VARCHAR(255) NOT NULL,
    position            INTEGER      NOT NULL,
    CONSTRAINT category_slug UNIQUE (kapp_id, slug)
);

CREATE TABLE categorization (
    category_id         UUID         NOT NULL REFERENCES category (id),
    form_id             UUID         NOT NULL REFERENCES form (id),
    PRIMARY KEY (category_id, form_id)
);
CREATE INDEX categorization_by_form ON categorization (form_id);

-- What submissions are found by. scope_id is a kapp or a form; parts is a JSON list.
CREATE TABLE index_definition (
    scope_id            UUID          NOT NULL,
    name                VARCHAR(1000) NOT NULL,
    position            INTEGER       NOT NULL,
    parts               TEXT          NOT NULL,
    is_unique           BOOLEAN       NOT NULL,
    status              VARCHAR(10)   NOT NULL,
    PRIMARY KEY (scope_id, name)
);

-- kind is the collection, such as userAttributeDefinitions; scope_id is the space or a kapp.
CREATE TABLE attribute_definition (
    scope_id            UUID         NOT NULL,
    kind                VARCHAR(50)  NOT NULL,
    name                VARCHAR(255) NOT NULL,
    description         TEXT,
    allows_multiple     BOOLEAN      NOT NULL,
    PRIMARY KEY (scope_id, kind, name)
);

-- One value of an attribute of anything: a space, a kapp, a form, a category, a team, a user and their profile. kind is
-- that of its definition, which need not be there.
CREATE TABLE attribute_value (
    owner_id            VARCHAR(255) NOT NULL,
    kind                VARCHAR(50)  NOT NULL,
    name                VARCHAR(255) NOT NULL,
    position            INTEGER      NOT NULL,
    content             TEXT         NOT NULL,
    PRIMARY KEY (owner_id, kind, name, position)
);

CREATE TABLE security_policy_definition (
    scope_id            UUID         NOT NULL,
    name                VARCHAR(255) NOT NULL,
    type                VARCHAR(50)  NOT NULL,
    rule                TEXT         NOT NULL,
    message             TEXT         NOT NULL,
    PRIMARY KEY (scope_id, name)
);

-- content is the values by the keys of their fields.
CREATE TABLE submission (
    id                  UUID PRIMARY KEY,
    kapp_id             UUID         NOT NULL,
    form_id             UUID         NOT NULL,
    handle              VARCHAR(6)   NOT NULL,
    label               TEXT         NOT NULL,
    type                VARCHAR(255),
    core_state          VARCHAR(10)  NOT NULL,
    current_page        TEXT,
    origin_id           UUID,
    parent_id           UUID,
    session_token       VARCHAR(255),
    anonymous           BOOLEAN      NOT NULL,
    content             TEXT         NOT NULL,
    version_id          BIGINT       NOT NULL,
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by          VARCHAR(255) NOT NULL,
    updated_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by          VARCHAR(255) NOT NULL,
    submitted_at        TIMESTAMP WITH TIME ZONE,
    submitted_by        VARCHAR(255),
    closed_at           TIMESTAMP WITH TIME ZONE,
    closed_by           VARCHAR(255)
);
CREATE INDEX submission_of_form ON submission (form_id, created_at, id);
CREATE INDEX submission_of_kapp ON submission (kapp_id, created_at, id);
CREATE INDEX submission_of_form_updated ON submission (form_id, updated_at, id);
CREATE INDEX submission_of_kapp_updated ON submission (kapp_id, updated_at, id);
CREATE INDEX submission_of_form_submitted ON submission (form_id, submitted_at, id);
CREATE INDEX submission_of_kapp_submitted ON submission (kapp_id, submitted_at, id);
CREATE INDEX submission_of_form_closed ON submission (form_id, closed_at, id);
CREATE INDEX submission_of_kapp_closed ON submission (kapp_id, closed_at, id);
CREATE INDEX submission_by_parent ON submission (parent_id);
CREATE INDEX submission_by_origin ON submission (origin_id);

-- Keeps the values of unique index definitions apart: what they are is hashed, because they may be long.
CREATE TABLE submission_unique (
    path                BIGINT       NOT NULL,
    key_hash            VARCHAR(64)  NOT NULL,
    submission_id       UUID         NOT NULL,
    PRIMARY KEY (path, key_hash)
);
CREATE INDEX submission_unique_by_submission ON submission_unique (submission_id);

CREATE TABLE activity (
    id                  UUID PRIMARY KEY,
    submission_id       UUID         NOT NULL,
    type                VARCHAR(255),
    label               TEXT,
    description         TEXT,
    data                TEXT,
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by          VARCHAR(255) NOT NULL,
    updated_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by          VARCHAR(255) NOT NULL
);
CREATE INDEX activity_of_submission ON activity (submission_id, created_at);

-- A file under the data folder. submission_id is empty while it is uploaded and no submission names it yet.
CREATE TABLE stored_file (
    id                  UUID PRIMARY KEY,
    form_id             UUID         NOT NULL,
    submission_id       UUID,
    name                VARCHAR(1024) NOT NULL,
    content_type        VARCHAR(255) NOT NULL,
    size                BIGINT       NOT NULL,
    sha256              VARCHAR(64)  NOT NULL,
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by          VARCHAR(255) NOT NULL
);
CREATE INDEX stored_file_of_submission ON stored_file (submission_id);
CREATE INDEX stored_file_of_form ON stored_file (form_id);

-- Work that takes longer than a request; place is how far it has come, so that it goes on after a restart.
CREATE TABLE background_job (
    id                  UUID PRIMARY KEY,
    scope_id            UUID         NOT NULL,
    scope_type          VARCHAR(10)  NOT NULL,
    type                VARCHAR(50)  NOT NULL,
    status              VARCHAR(10)  NOT NULL,
    content             TEXT         NOT NULL,
    message             TEXT,
    done                BIGINT       NOT NULL,
    total               BIGINT       NOT NULL,
    place               VARCHAR(200),
    started_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    started_by          VARCHAR(255) NOT NULL,
    updated_at          TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE INDEX background_job_of_scope ON background_job (scope_id, started_at);

-- What happened, written with the change itself and deleted when it was delivered. The events of one change share what
-- they tell, so that it is stored once. depth counts how many workflows caused each other up to here.
CREATE TABLE platform_event_payload (
    id                  BIGINT PRIMARY KEY,
    content             TEXT         NOT NULL
);
CREATE TABLE platform_event (
    id                  BIGINT PRIMARY KEY,
    type                VARCHAR(30)  NOT NULL,
    action              VARCHAR(30)  NOT NULL,
    kapp_id             UUID,
    form_id             UUID,
    subject_id          VARCHAR(255) NOT NULL,
    payload_id          BIGINT       NOT NULL,
    depth               INTEGER      NOT NULL,
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE INDEX platform_event_by_payload ON platform_event (payload_id);

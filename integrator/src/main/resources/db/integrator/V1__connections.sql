-- Connections, operations and secrets. The definitions are JSON documents in the one internal form; what is secret in a
-- connection is never in its document but in a row of its own, sealed, so that keys can be rotated row by row.
CREATE TABLE integrator_connection (
    id                 CHAR(36)      NOT NULL PRIMARY KEY,
    name               VARCHAR(1000) NOT NULL,
    type               VARCHAR(20)   NOT NULL,
    dialect            VARCHAR(1)    NOT NULL,
    config             TEXT          NOT NULL,
    description        TEXT          NOT NULL,
    documentation_link TEXT          NOT NULL,
    lock_version       INTEGER       NOT NULL,
    inserted_at        TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at         TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE TABLE integrator_operation (
    id                 CHAR(36)      NOT NULL PRIMARY KEY,
    connection_id      CHAR(36)      NOT NULL REFERENCES integrator_connection (id) ON DELETE CASCADE,
    name               VARCHAR(1000) NOT NULL,
    dialect            VARCHAR(1)    NOT NULL,
    config             TEXT          NOT NULL,
    outputs            TEXT          NOT NULL,
    declared           TEXT          NOT NULL,
    notes              TEXT,
    documentation_link TEXT          NOT NULL,
    lock_version       INTEGER       NOT NULL,
    inserted_at        TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at         TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE INDEX integrator_operation_connection ON integrator_operation (connection_id);

-- No foreign key: the vault does not know what its owners are.
CREATE TABLE integrator_secret (
    owner    VARCHAR(36)  NOT NULL,
    place    VARCHAR(500) NOT NULL,
    key_id   VARCHAR(100) NOT NULL,
    envelope TEXT         NOT NULL,
    PRIMARY KEY (owner, place)
);

CREATE INDEX integrator_secret_key ON integrator_secret (key_id);

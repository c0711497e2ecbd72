-- Handlers that were imported as zips. checksum names the package in hand (SHA-256 in hex); secret_owner is under which the
-- strongbox keeps the values of encrypted properties.
CREATE TABLE handler (
    definition_id       VARCHAR(420) PRIMARY KEY,
    name                VARCHAR(255) NOT NULL,
    description         TEXT         NOT NULL,
    status              VARCHAR(10)  NOT NULL,
    selection_criterion VARCHAR(255),
    checksum            VARCHAR(64)  NOT NULL,
    secret_owner        VARCHAR(36)  NOT NULL,
    node_xml            BYTEA        NOT NULL,
    info_xml            BYTEA,
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by          VARCHAR(255) NOT NULL,
    updated_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by          VARCHAR(255) NOT NULL
);

-- Values that somebody has set; all others are the defaults of info.xml. Either content or place, which is where the
-- strongbox has it.
CREATE TABLE handler_property (
    definition_id       VARCHAR(420) NOT NULL,
    name                VARCHAR(255) NOT NULL,
    content             TEXT,
    place               VARCHAR(36),
    PRIMARY KEY (definition_id, name)
);

-- The bytes of packages in pieces, so that every server of a cluster has them.
CREATE TABLE handler_package (
    checksum            VARCHAR(64)  NOT NULL,
    part                INTEGER      NOT NULL,
    content             BYTEA        NOT NULL,
    PRIMARY KEY (checksum, part)
);

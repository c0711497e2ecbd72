-- Users are accounts: what the API tells of them beside what signing in needs. id outlives a change of the name.
-- H2 compares texts by their code units as it is.
ALTER TABLE account ADD COLUMN id UUID DEFAULT RANDOM_UUID() NOT NULL;
ALTER TABLE account ADD CONSTRAINT account_id UNIQUE (id);
ALTER TABLE account ADD COLUMN normalized_username VARCHAR(255) GENERATED ALWAYS AS (LOWER(username));
ALTER TABLE account ADD CONSTRAINT account_normalized_username UNIQUE (normalized_username);

-- A team that was deleted has no slug, and can be brought back by its restoration_token.
CREATE TABLE team (
    id                  UUID PRIMARY KEY,
    slug                VARCHAR(32)   UNIQUE,
    name                VARCHAR(1000) NOT NULL,
    local_name          VARCHAR(1000) NOT NULL,
    parent_name         VARCHAR(1000),
    description         TEXT,
    restoration_token   VARCHAR(64)   UNIQUE,
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by          VARCHAR(255)  NOT NULL,
    updated_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by          VARCHAR(255)  NOT NULL
);

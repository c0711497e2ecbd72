-- Users are accounts: what the API tells of them beside what signing in needs. id outlives a change of the name.
-- Compared byte by byte, so that the order is that of the code points, whatever the locale of the database.
ALTER TABLE account ALTER COLUMN username TYPE VARCHAR(255) COLLATE "C";
ALTER TABLE account ALTER COLUMN email TYPE VARCHAR(320) COLLATE "C";
ALTER TABLE account ALTER COLUMN display_name TYPE VARCHAR(255) COLLATE "C";
ALTER TABLE account ADD COLUMN id UUID DEFAULT gen_random_uuid() NOT NULL;
ALTER TABLE account ADD CONSTRAINT account_id UNIQUE (id);
-- The letters that have two cases are those that the database's own locale knows.
ALTER TABLE account ADD COLUMN normalized_username VARCHAR(255)
    GENERATED ALWAYS AS (lower(username COLLATE "default")) STORED;
ALTER TABLE account ADD CONSTRAINT account_normalized_username UNIQUE (normalized_username);

-- A team that was deleted has no slug, and can be brought back by its restoration_token.
CREATE TABLE team (
    id                  UUID PRIMARY KEY,
    slug                VARCHAR(32)   UNIQUE,
    name                VARCHAR(1000) COLLATE "C" NOT NULL,
    local_name          VARCHAR(1000) COLLATE "C" NOT NULL,
    parent_name         VARCHAR(1000) COLLATE "C",
    description         TEXT,
    restoration_token   VARCHAR(64)   UNIQUE,
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by          VARCHAR(255)  NOT NULL,
    updated_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by          VARCHAR(255)  NOT NULL
);

-- Users and teams by the values of their attributes; values may be longer than what an index holds.
CREATE INDEX attribute_value_by_content ON attribute_value (kind, name, left(content, 200));

-- What else the API tells of users. tokens_since: access tokens that were issued before mean nothing; empty for no limit.
-- An account without a password cannot sign in with one.
ALTER TABLE account ALTER COLUMN password_hash DROP NOT NULL;
ALTER TABLE account ADD COLUMN preferred_locale VARCHAR(255);
ALTER TABLE account ADD COLUMN timezone VARCHAR(255);
ALTER TABLE account ADD COLUMN allowed_ips VARCHAR(4000) DEFAULT '' NOT NULL;
ALTER TABLE account ADD COLUMN invited_by VARCHAR(255);
ALTER TABLE account ADD COLUMN created_by VARCHAR(255) DEFAULT 'SYSTEM' NOT NULL;
ALTER TABLE account ADD COLUMN updated_by VARCHAR(255) DEFAULT 'SYSTEM' NOT NULL;
ALTER TABLE account ADD COLUMN tokens_since TIMESTAMP WITH TIME ZONE;

-- Lists of users and teams go along these, page by page.
CREATE INDEX account_by_email ON account (email, username);
CREATE INDEX account_by_display_name ON account (display_name, username);
CREATE INDEX account_by_creation ON account (created_at, username);
CREATE INDEX account_by_update ON account (updated_at, username);
CREATE INDEX team_by_name ON team (name, id);
CREATE INDEX team_by_local_name ON team (local_name, id);
CREATE INDEX team_by_parent_name ON team (parent_name, name, id);
CREATE INDEX team_by_creation ON team (created_at, id);
CREATE INDEX team_by_update ON team (updated_at, id);

CREATE TABLE membership (
    team_id             UUID         NOT NULL REFERENCES team (id),
    account_id          UUID         NOT NULL REFERENCES account (id),
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by          VARCHAR(255) NOT NULL,
    PRIMARY KEY (team_id, account_id)
);
CREATE INDEX membership_of_account ON membership (account_id, team_id);

-- A token that is good once, for a new password. The token itself is nowhere.
CREATE TABLE password_reset (
    token_hash          VARCHAR(64)  PRIMARY KEY,
    account_id          UUID         NOT NULL REFERENCES account (id),
    expires_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by          VARCHAR(255) NOT NULL
);
CREATE INDEX password_reset_of_account ON password_reset (account_id);
CREATE INDEX password_reset_by_expiry ON password_reset (expires_at);

-- OAuth (integrator spec 3). What is secret is nowhere here: client secrets and codes are hashes, and signing keys are
-- with the integrator's secrets, under their kid.

-- An account of a program: it is an OAuth client of the same id too.
ALTER TABLE account ADD COLUMN service BOOLEAN DEFAULT FALSE NOT NULL;

CREATE TABLE oauth_client (
    client_id     VARCHAR(255)  PRIMARY KEY,
    name          VARCHAR(255)  NOT NULL,
    description   TEXT          NOT NULL,
    secret_hash   VARCHAR(512),
    redirect_uri  VARCHAR(2000),
    service_user  VARCHAR(255),
    created_at    TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by    VARCHAR(255)  NOT NULL,
    updated_at    TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by    VARCHAR(255)  NOT NULL
);

CREATE TABLE oauth_code (
    code_hash     VARCHAR(64)   PRIMARY KEY,
    client_id     VARCHAR(255)  NOT NULL,
    username      VARCHAR(255)  NOT NULL,
    redirect_uri  VARCHAR(2000),
    challenge     VARCHAR(128),
    expires_at    TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE INDEX oauth_code_by_expiry ON oauth_code (expires_at);

-- The newest generation signs. An older one is accepted for as long as tokens that it signed may live.
CREATE TABLE oauth_signing_key (
    generation    INTEGER       PRIMARY KEY,
    kid           VARCHAR(36)   NOT NULL UNIQUE,
    created_at    TIMESTAMP WITH TIME ZONE NOT NULL
);

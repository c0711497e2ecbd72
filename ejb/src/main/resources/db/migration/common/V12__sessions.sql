-- Sign-ins of browsers (integrator spec 3.4). What the browser has is nowhere here, only its hash. password_mark tells
-- which password the account had at the sign-in: a new one ends it. ends_at is the end whatever happens; until then it
-- lasts for as long as it is used.
CREATE TABLE web_session (
    id_hash             VARCHAR(64)  PRIMARY KEY,
    username            VARCHAR(255) NOT NULL,
    password_mark       VARCHAR(64)  NOT NULL,
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    used_at             TIMESTAMP WITH TIME ZONE NOT NULL,
    ends_at             TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE INDEX web_session_by_user ON web_session (username);
CREATE INDEX web_session_by_use ON web_session (used_at);
CREATE INDEX web_session_by_end ON web_session (ends_at);

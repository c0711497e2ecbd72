-- Who may do what with the Task API (engine spec 5.7): rules in Ruby, keys that requests are signed with, and groups.
CREATE TABLE policy_rule (
    id                  UUID         PRIMARY KEY,
    type                VARCHAR(20)  NOT NULL,
    name                VARCHAR(255) NOT NULL,
    rule                TEXT         NOT NULL,
    message             TEXT         NOT NULL,
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by          VARCHAR(255) NOT NULL,
    updated_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by          VARCHAR(255) NOT NULL,
    CONSTRAINT policy_rule_name UNIQUE (type, name)
);

-- What a rule is assigned to. An area is a part of the API, for example 'Access Keys'. A category may be one that has no row.
CREATE TABLE console_policy_rule (
    area                VARCHAR(40)  NOT NULL,
    policy_rule_id      UUID         NOT NULL REFERENCES policy_rule (id) ON DELETE CASCADE,
    PRIMARY KEY (area, policy_rule_id)
);
CREATE INDEX console_policy_rule_by_rule ON console_policy_rule (policy_rule_id);

CREATE TABLE source_policy_rule (
    source_name         VARCHAR(255) NOT NULL REFERENCES source (name) ON DELETE CASCADE ON UPDATE CASCADE,
    policy_rule_id      UUID         NOT NULL REFERENCES policy_rule (id) ON DELETE CASCADE,
    PRIMARY KEY (source_name, policy_rule_id)
);
CREATE INDEX source_policy_rule_by_rule ON source_policy_rule (policy_rule_id);

CREATE TABLE category_policy_rule (
    category_name       VARCHAR(255) NOT NULL,
    policy_rule_id      UUID         NOT NULL REFERENCES policy_rule (id) ON DELETE CASCADE,
    PRIMARY KEY (category_name, policy_rule_id)
);
CREATE INDEX category_policy_rule_by_rule ON category_policy_rule (policy_rule_id);

-- How often rules and what they are assigned to have changed, so that servers see that what they know is old; and the rule
-- that holds where none is assigned.
CREATE TABLE policy_state (
    id                  INTEGER      PRIMARY KEY,
    version             BIGINT       NOT NULL,
    system_rule         UUID         NOT NULL REFERENCES policy_rule (id)
);

INSERT INTO policy_rule (id, type, name, rule, message, created_at, created_by, updated_at, updated_by) VALUES
    ('a1b0a7c4-53f5-4c0d-9d6e-0f6f2f0c1a01', 'System Default', 'Allow All', 'true', 'Allowed by default.',
     CURRENT_TIMESTAMP, 'SYSTEM', CURRENT_TIMESTAMP, 'SYSTEM'),
    ('a1b0a7c4-53f5-4c0d-9d6e-0f6f2f0c1a02', 'System Default', 'Deny All', 'false', 'Not allowed by default.',
     CURRENT_TIMESTAMP, 'SYSTEM', CURRENT_TIMESTAMP, 'SYSTEM');
INSERT INTO policy_state (id, version, system_rule) VALUES (1, 1, 'a1b0a7c4-53f5-4c0d-9d6e-0f6f2f0c1a01');

-- The secret is with the integrator's, sealed; place is where.
CREATE TABLE access_key (
    identifier          VARCHAR(255) PRIMARY KEY,
    description         TEXT         NOT NULL,
    place               VARCHAR(36)  NOT NULL,
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by          VARCHAR(255) NOT NULL,
    updated_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by          VARCHAR(255) NOT NULL
);

-- Users are accounts; groups are known to rules alone, beside teams.
CREATE TABLE task_group (
    id                  UUID         PRIMARY KEY,
    name                VARCHAR(255) NOT NULL UNIQUE,
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by          VARCHAR(255) NOT NULL,
    updated_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by          VARCHAR(255) NOT NULL
);

CREATE TABLE group_member (
    group_id            UUID         NOT NULL REFERENCES task_group (id) ON DELETE CASCADE,
    account_id          UUID         NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    PRIMARY KEY (group_id, account_id)
);
CREATE INDEX group_member_of_account ON group_member (account_id, group_id);

-- What is configured under a name, as the API was given it (engine spec 5.9).
CREATE TABLE task_setting (
    name                VARCHAR(64)  PRIMARY KEY,
    content             TEXT         NOT NULL,
    updated_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by          VARCHAR(255) NOT NULL
);

-- What the console of the Task API sorts handlers and routines into (engine spec 5.6). Which routines are in a category
-- stands in tree.categories, which handlers are here; a handler keeps its place while it is not installed. The
-- integrated category System Controls has no row.
CREATE TABLE task_category (
    name                VARCHAR(255) PRIMARY KEY,
    description         TEXT         NOT NULL,
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by          VARCHAR(255) NOT NULL,
    updated_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by          VARCHAR(255) NOT NULL
);

CREATE TABLE category_handler (
    category_name       VARCHAR(255) NOT NULL REFERENCES task_category (name) ON DELETE CASCADE ON UPDATE CASCADE,
    definition_id       VARCHAR(420) NOT NULL,
    PRIMARY KEY (category_name, definition_id)
);
CREATE INDEX category_handler_by_definition ON category_handler (definition_id);

-- What a person changed by hand on a handler. No values of secrets are in it.
CREATE TABLE handler_audit (
    id                  BIGINT       PRIMARY KEY,
    definition_id       VARCHAR(420) NOT NULL,
    action              VARCHAR(255) NOT NULL,
    changes             TEXT         NOT NULL,
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by          VARCHAR(255) NOT NULL
);
CREATE INDEX handler_audit_by_definition ON handler_audit (definition_id);

-- secrets is a JSON object: the name of a sensitive property to its place in the strongbox, under secret_owner.
ALTER TABLE source ADD COLUMN secret_owner VARCHAR(36);
ALTER TABLE source ADD COLUMN secrets TEXT DEFAULT '{}' NOT NULL;

-- Changes with sources and with handlers that are paused, so that servers see that what they keep in memory is old.
INSERT INTO setting (name, content, updated_at, updated_by) VALUES ('catalog.version', '0', CURRENT_TIMESTAMP, 'SYSTEM');

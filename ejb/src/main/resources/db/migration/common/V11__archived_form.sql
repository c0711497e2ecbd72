-- Forms that were deleted, as they were, so that space administrators can bring them back by their token.
-- What belonged to them, their submissions and workflows, is gone.
CREATE TABLE archived_form (
    id                  UUID         PRIMARY KEY,
    kapp_id             UUID         NOT NULL,
    restoration_token   VARCHAR(36)  NOT NULL UNIQUE,
    content             TEXT         NOT NULL,
    deleted_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    deleted_by          VARCHAR(255) NOT NULL
);
CREATE INDEX archived_form_of_kapp ON archived_form (kapp_id);

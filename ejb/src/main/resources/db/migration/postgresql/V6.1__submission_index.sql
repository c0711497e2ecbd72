-- What submissions are found by: one row for each submission and each leading part of an index definition of its form or
-- kapp. path names those parts in that scope, entry_key is their values one after the other.
-- Compared byte by byte, so that the order is that of the code points, whatever the locale of the database.
CREATE TABLE submission_index (
    path                BIGINT       NOT NULL,
    entry_key           VARCHAR(700) COLLATE "C" NOT NULL,
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    submission_id       UUID         NOT NULL,
    PRIMARY KEY (path, entry_key, created_at, submission_id)
);

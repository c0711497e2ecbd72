-- The sources that are there from the start. '-' is the one that global routines belong to.
INSERT INTO source (name, status, type, properties, created_at, created_by, updated_at, updated_by) VALUES
    ('-', 'Active', 'Adhoc', '{}', CURRENT_TIMESTAMP, 'SYSTEM', CURRENT_TIMESTAMP, 'SYSTEM'),
    ('Adhoc', 'Active', 'Adhoc', '{}', CURRENT_TIMESTAMP, 'SYSTEM', CURRENT_TIMESTAMP, 'SYSTEM'),
    ('Kinetic Discussions', 'Active', 'Kinetic Discussions', '{}', CURRENT_TIMESTAMP, 'SYSTEM', CURRENT_TIMESTAMP, 'SYSTEM'),
    ('Kinetic Request CE', 'Active', 'Kinetic Request CE', '{}', CURRENT_TIMESTAMP, 'SYSTEM', CURRENT_TIMESTAMP, 'SYSTEM'),
    ('Kinetic Task', 'Active', 'Kinetic Task', '{}', CURRENT_TIMESTAMP, 'SYSTEM', CURRENT_TIMESTAMP, 'SYSTEM');

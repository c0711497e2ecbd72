-- H2 has no partial indexes; a null is cheap in these.
SET MAX_LENGTH_INPLACE_LOB 4096;
CREATE INDEX trigger_due ON trigger (due_at, run_id);
CREATE INDEX trigger_in_hand ON trigger (member);
CREATE UNIQUE INDEX trigger_completes ON trigger (completes);
CREATE UNIQUE INDEX task_by_token ON task (token);
CREATE INDEX run_by_parent ON run (parent_id);
CREATE INDEX run_by_source ON run (source_id);
CREATE INDEX run_by_originator ON run (originating_id);
CREATE INDEX run_by_creation ON run (created_at);
CREATE INDEX error_by_status ON error (status, id);
CREATE INDEX trigger_by_status ON trigger (status, id);

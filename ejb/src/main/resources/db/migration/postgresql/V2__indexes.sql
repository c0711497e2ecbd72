-- Open rows only: what is closed costs a search for work nothing.
CREATE INDEX trigger_due ON trigger (due_at, run_id) WHERE due_at IS NOT NULL;
CREATE INDEX trigger_in_hand ON trigger (member) WHERE member IS NOT NULL;
CREATE UNIQUE INDEX trigger_completes ON trigger (completes) WHERE completes IS NOT NULL;
CREATE UNIQUE INDEX task_by_token ON task (token) WHERE token IS NOT NULL;
CREATE INDEX run_by_parent ON run (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX run_by_source ON run (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX run_by_originator ON run (originating_id) WHERE parent_id IS NOT NULL;
CREATE INDEX run_by_creation ON run (created_at);
CREATE INDEX error_active ON error (id) WHERE status = 'ACTIVE';
CREATE INDEX trigger_not_closed ON trigger (status, id) WHERE status <> 'CLOSED';

-- H2 has no partial indexes; a null is cheap in these.
CREATE INDEX webhook_job_due ON webhook_job (due_at, webhook_id);
CREATE INDEX webhook_job_in_hand ON webhook_job (member);
CREATE INDEX webhook_job_ended ON webhook_job (ended_at);
CREATE INDEX webhook_job_by_status ON webhook_job (status, scheduled_at, id);

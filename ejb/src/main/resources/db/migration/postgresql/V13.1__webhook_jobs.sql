-- Open rows only, but for the one that ended ones are forgotten by.
CREATE INDEX webhook_job_due ON webhook_job (due_at, webhook_id) WHERE due_at IS NOT NULL;
CREATE INDEX webhook_job_in_hand ON webhook_job (member) WHERE member IS NOT NULL;
CREATE INDEX webhook_job_ended ON webhook_job (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX webhook_job_by_status ON webhook_job (status, scheduled_at, id) WHERE status <> 'Complete';

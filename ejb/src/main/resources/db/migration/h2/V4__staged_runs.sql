-- Runs that wait for their tree to be active are looked for every few seconds.
CREATE INDEX run_by_status ON run (status, tree_id);

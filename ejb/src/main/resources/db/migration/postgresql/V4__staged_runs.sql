-- Runs that wait for their tree to be active are looked for every few seconds.
CREATE INDEX run_staged ON run (tree_id) WHERE status = 'STAGED';

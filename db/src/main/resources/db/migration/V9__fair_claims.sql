-- Why: each workflow's due runs are found by themselves, so that one with a long queue does not stand before the others.

create index run_by_claim on run (workflow_id, due_at) ${whereDue};

-- Why: a run's change was written to the indexes on its workflow and its beginning too, which never change.

-- An ended run is written no more: it enters indexes of its own when it ends. Of the open ones there is one index, in the
-- order in which they are listed, with what they are looked for by. Older processes may be at work: they wait from the
-- beginning, for one that held a lock already would be waited for, and wait itself.
${postgres}lock table run in access exclusive mode;
${postgres}create index open_run on run (run_id, workflow_id, started_at) where ended_at is null;
${postgres}create index ended_run_by_workflow on run (workflow_id, run_id) where ended_at is not null;
${postgres}create index ended_run_by_start on run (project, started_at) where ended_at is not null;
${postgres}drop index run_by_workflow;
${postgres}drop index run_by_start;
${postgres}drop index run_by_status;

-- H2 has no index on a part of a table, and writes all indexes of a row anew with each of its changes. The runs of a
-- workflow are found by the index on workflow and due time as well, and sorted then.
${h2}drop index run_by_workflow;

-- Why: a run's change was written to the indexes on its workflow and its beginning too, which never change.

-- An ended run is written no more: it enters indexes of its own when it ends, and an open one is in one on its workflow
-- alone.
${postgres}create index open_run_by_workflow on run (workflow_id, run_id) where ended_at is null;
${postgres}create index ended_run_by_workflow on run (workflow_id, run_id) where ended_at is not null;
${postgres}create index ended_run_by_start on run (project, started_at) where ended_at is not null;
${postgres}drop index run_by_workflow;
${postgres}drop index run_by_start;
${postgres}drop index run_by_status;

-- H2 has no index on a part of a table, and writes all indexes of a row anew with each of its changes. The runs of a
-- workflow are found by the index on workflow and due time as well; lists are sorted after that, as most were before.
${h2}drop index run_by_workflow;

-- Why: a run's change was written to the indexes on its workflow and its beginning too, which never change. An ended run
-- is written no more: it enters indexes of its own when it ends, and an open one is in one on its workflow alone. (H2
-- leaves indexes alone whose columns do not change, and has none on a part of a table.)

${postgres}create index open_run_by_workflow on run (workflow_id, run_id) where ended_at is null;
${postgres}create index ended_run_by_workflow on run (workflow_id, run_id) where ended_at is not null;
${postgres}create index ended_run_by_start on run (project, started_at) where ended_at is not null;
${postgres}drop index run_by_workflow;
${postgres}drop index run_by_start;
${postgres}drop index run_by_status;

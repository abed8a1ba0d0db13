-- Why: so many runs of a workflow at once, in all and for each key; and no two runs change the same thing outside at once.

-- `key_value` is what groups the runs, as it is written in a node's configuration.
create table workflow_limit (
    workflow_id varchar(64) primary key,
    max_runs integer,
    key_value varchar(2000),
    max_per_key integer
);

-- A run of a workflow with a limit is `queued` until it has a place; `limit_key` is its group.
alter table run add column queued boolean default false not null;
alter table run add column limit_key varchar(400);

-- The places that are taken. One whose run has ended is free.
create table run_slot (
    run_id varchar(64) primary key,
    workflow_id varchar(64) not null,
    limit_key varchar(400) not null
);

create index run_slot_by_workflow on run_slot (workflow_id, limit_key);

-- One row a thing that was ever locked; `run_id` is empty while nobody holds it.
create table resource_lock (
    resource varchar(400) primary key,
    run_id varchar(64),
    step integer,
    effect_key varchar(64),
    since bigint,
    freed_at bigint
);

create index resource_lock_by_run on resource_lock (run_id);
create index resource_lock_by_effect on resource_lock (effect_key);
create index resource_lock_by_freeing on resource_lock (freed_at);

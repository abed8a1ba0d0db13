-- Why: processes know what others can do, for upgrades one by one; ended runs go, and leave a line behind.

-- The processes over this database. `types` are the ids of the node types each has, comma between.
create table node (
    name varchar(200) primary key,
    started_at bigint not null,
    seen_at bigint not null,
    types varchar not null
);

-- One row a run that was purged. It refers to nothing: the workflow may go too.
create table run_history (
    run_id varchar(64) primary key,
    project varchar(64) not null,
    workflow_id varchar(64) not null,
    workflow_version integer not null,
    workflow_name varchar(200) not null,
    mode varchar(10) not null,
    status varchar(10) not null,
    started_by_kind varchar(20) not null,
    started_by varchar(200) not null,
    start_key varchar(400),
    started_at bigint not null,
    ended_at bigint not null,
    failure varchar(400) not null,
    steps integer not null,
    changes integer not null,
    undone integer not null,
    incidents integer not null,
    approvals integer not null,
    purged_at bigint not null
);

create index run_history_by_project on run_history (project, run_id);

-- Which runs refer to which large values. One that no run refers to any more goes; those that are not `counted` are from
-- before this table, and stay.
create table blob_use (
    run_id varchar(64) not null,
    hash varchar(64) not null,
    primary key (run_id, hash)
);

create index blob_use_by_hash on blob_use (hash);

alter table blob add column counted boolean default false not null;

create index incident_by_run on incident (run_id);

-- Why: people stop runs for a while: everything, all runs of a workflow, a single run.

-- `scope` is everything, workflow or run; `subject` the id of the workflow or run, and empty for everything.
create table pause (
    scope varchar(10) not null,
    subject varchar(64) not null,
    project varchar(64) not null references project,
    reason varchar(2000) not null,
    since bigint not null,
    by_kind varchar(20) not null,
    by_name varchar(200) not null,
    primary key (scope, subject)
);

-- Counts the changes of the table above, so that looking whether there is one costs a row.
create table pause_version (
    id integer primary key,
    version bigint not null
);

insert into pause_version (id, version) values (1, 0);

-- A copy of the row above for single runs, for claims.
alter table run add column paused boolean default false not null;

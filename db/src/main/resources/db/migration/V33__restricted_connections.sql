-- Why: some connections are not for everybody who draws workflows.
create table restricted_connection (
    project varchar(64) not null references project,
    name varchar(200) not null,
    primary key (project, name)
);

-- Which connections a version may use: those its publisher might, when it was published. The name * stands for all that
-- are not restricted.
create table version_connection (
    project varchar(64) not null references project,
    workflow_id varchar(64) not null,
    version integer not null,
    name varchar(200) not null,
    primary key (workflow_id, version, name)
);

create index version_connection_by_name on version_connection (project, name);

-- Why: somebody may be let at one workflow or one connection alone.
-- `kind` is workflow or connection, `holder_kind` user or group.
create table object_grant (
    project varchar(64) not null references project,
    kind varchar(20) not null,
    object_id varchar(200) not null,
    holder_kind varchar(20) not null,
    holder varchar(200) not null,
    role varchar(40) not null,
    granted_at bigint not null,
    granted_by varchar(200) not null,
    primary key (project, kind, object_id, holder_kind, holder, role)
);

create index object_grant_by_holder on object_grant (holder_kind, holder, project);

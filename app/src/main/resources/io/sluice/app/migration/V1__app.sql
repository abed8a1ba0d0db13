-- Why: what only the application knows. Times are milliseconds since 1970-01-01T00:00:00Z.

create table web_session (
    hash varchar(64) primary key,
    user_name varchar(200) not null,
    created_at bigint not null,
    used_at bigint not null,
    expires_at bigint not null
);

create index web_session_by_user on web_session (user_name);

-- One row a process that has printed one; all go with the first account.
create table setup_token (
    hash varchar(64) primary key,
    created_at bigint not null
);

-- At most two live secrets a trigger: the newest, and the one before it while senders change over.
create table trigger_secret (
    project varchar(64) not null,
    workflow_id varchar(64) not null,
    node varchar(64) not null,
    id varchar(64) not null,
    sealed varchar(4000) not null,
    created_at bigint not null,
    created_by varchar(200) not null,
    primary key (project, workflow_id, node, id)
);

-- Tells whether two processes hold the same master key.
create table master_key_check (
    id integer primary key,
    sealed varchar(400) not null
);

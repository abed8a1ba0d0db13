-- Why: what people author, and who they are.
-- In every table a time is a bigint, microseconds since 1970-01-01T00:00:00Z: exact, comparable, and the same on every
-- database. A body is JSON text.

create table project (
    id varchar(64) primary key,
    name varchar(200) not null,
    audit_seq bigint not null,
    audit_hash varchar(64) not null
);

insert into project (id, name, audit_seq, audit_hash) values ('default', 'Default', 0, '');

-- `revision` counts the drafts that were saved, `row_version` every change of the row.
create table workflow (
    id varchar(64) primary key,
    project varchar(64) not null references project,
    name varchar(200) not null,
    description varchar not null,
    document varchar not null,
    revision bigint not null,
    row_version bigint not null,
    published_version integer,
    enabled boolean not null,
    created_at bigint not null,
    created_by varchar(200) not null,
    updated_at bigint not null,
    updated_by varchar(200) not null,
    deleted_at bigint
);

create index workflow_by_project on workflow (project, name);

-- A version never changes. Those above 0 were published; the one numbered -n is the draft of revision n, kept because a
-- run began with it.
create table workflow_version (
    workflow_id varchar(64) not null references workflow,
    version integer not null,
    project varchar(64) not null references project,
    document varchar not null,
    hash varchar(64) not null,
    comment_text varchar not null,
    published_at bigint not null,
    published_by varchar(200) not null,
    primary key (workflow_id, version)
);

-- `secrets` maps each secret's name to its ciphertext in base64; the store never sees one in the clear.
create table connection (
    project varchar(64) not null references project,
    name varchar(200) not null,
    type varchar(200) not null,
    settings varchar not null,
    secrets varchar not null,
    row_version bigint not null,
    updated_at bigint not null,
    updated_by varchar(200) not null,
    primary key (project, name)
);

create table user_account (
    name varchar(200) primary key,
    password_hash varchar(400) not null,
    disabled boolean not null,
    created_at bigint not null,
    updated_at bigint not null,
    row_version bigint not null
);

create table user_role (
    user_name varchar(200) not null references user_account on delete cascade,
    project varchar(64) not null references project,
    role varchar(40) not null,
    primary key (user_name, project, role)
);

create table api_token (
    id varchar(64) primary key,
    project varchar(64) not null references project,
    name varchar(200) not null,
    hash varchar(200) not null,
    roles varchar not null,
    created_at bigint not null,
    created_by varchar(200) not null,
    expires_at bigint,
    last_used_at bigint,
    constraint api_token_hash unique (hash),
    constraint api_token_name unique (project, name)
);

create table setting (
    project varchar(64) not null references project,
    name varchar(200) not null,
    content varchar not null,
    updated_at bigint not null,
    updated_by varchar(200) not null,
    primary key (project, name)
);

-- Each entry's hash covers its content and the hash before it.
create table audit (
    project varchar(64) not null references project,
    seq bigint not null,
    at bigint not null,
    actor_kind varchar(20) not null,
    actor_name varchar(200) not null,
    action varchar(200) not null,
    subject varchar(400) not null,
    details varchar not null,
    prev_hash varchar(64) not null,
    hash varchar(64) not null,
    primary key (project, seq)
);

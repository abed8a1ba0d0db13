-- Why: who draws a workflow that changes things outside does not publish it alone, nor approve what it does.

-- Who has changed the draft since it was last published.
create table draft_author (
    workflow_id varchar(64) not null references workflow,
    person varchar(200) not null,
    primary key (workflow_id, person)
);

-- Who had a hand in a published version.
create table version_author (
    workflow_id varchar(64) not null,
    version integer not null,
    person varchar(200) not null,
    primary key (workflow_id, version, person)
);

-- That somebody else should look at a draft and publish it. It is for one revision, and lapses with the next.
create table publish_request (
    workflow_id varchar(64) primary key references workflow,
    project varchar(64) not null,
    revision bigint not null,
    requested_by varchar(200) not null,
    comment_text varchar not null,
    requested_at bigint not null
);

create index publish_request_by_project on publish_request (project, requested_at);

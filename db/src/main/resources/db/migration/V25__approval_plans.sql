-- Why: an approval shows what it will release and holds for that alone; several people may have to agree.

-- What an approval would release, as it was last drawn, and what was agreed to. Both are JSON. An agreement counts once
-- the approval itself is 'approved', which the run's own commit says.
create table approval_plan (
    run_id varchar(64) not null,
    step integer not null,
    hash varchar(64) not null,
    content varchar not null,
    drawn_at bigint not null,
    agreed_hash varchar(64),
    agreed varchar,
    primary key (run_id, step)
);

-- Who has said yes so far, each to the plan with this hash.
create table approval_vote (
    run_id varchar(64) not null,
    step integer not null,
    person varchar(200) not null,
    hash varchar(64) not null,
    comment_text varchar not null,
    at bigint not null,
    primary key (run_id, step, person)
);

-- Asked anew, for a change that is no longer the one that was agreed to. Such a row hangs on the step of the change.
alter table approval add column again boolean default false not null;
alter table approval add column votes integer default 1 not null;

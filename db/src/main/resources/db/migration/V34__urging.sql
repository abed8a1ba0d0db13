-- Why: people are told that they are asked, reminded while nobody decides, and others are asked in their place.

alter table approval add column connection varchar(200);
alter table approval add column reminders integer default 0 not null;
alter table approval add column reminded_at bigint;
alter table approval add column escalated_to varchar default '[]' not null;
alter table approval add column escalated_at bigint;

-- What people are told of an approval by its connection. The run's own commit writes it, so that each is there once.
-- Whoever sends takes it by moving next_at on: 'due' until it is 'sent', or 'left' because nobody need be told any more
-- or its receiver does not take it.
create table approval_notice (
    run_id varchar(64) not null,
    step integer not null,
    kind varchar(10) not null,
    number integer not null,
    project varchar(64) not null,
    connection varchar(200) not null,
    at bigint not null,
    status varchar(4) not null,
    next_at bigint not null,
    failures integer not null,
    failure varchar not null,
    primary key (run_id, step, kind, number)
);

create index approval_notice_by_due on approval_notice (status, next_at);

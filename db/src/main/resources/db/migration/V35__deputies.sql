-- Why: whoever is asked for an approval may have somebody else answer.

-- For one approval: a person who was asked, and who answers in their place.
create table approval_delegation (
    run_id varchar(64) not null,
    step integer not null,
    person varchar(200) not null,
    deputy varchar(200) not null,
    at bigint not null,
    primary key (run_id, step, person)
);

-- For every approval, while a person is away.
create table absence (
    person varchar(200) primary key,
    deputy varchar(200) not null,
    begins_at bigint not null,
    ends_at bigint not null
);

create index absence_by_deputy on absence (deputy);

-- In whose place it was given; none for the own.
alter table approval_vote add column in_place_of varchar(200);

-- Why: a for-each goes through its items by runs of their own, and a call runs another workflow: the parent's row stays
-- small however many there are, and whoever takes it up goes on where it was.

-- A page of items, as they were when the for-each was entered.
create table part_item (
    group_key varchar(64) not null,
    page integer not null,
    parent_id varchar(64) not null,
    items varchar not null,
    primary key (group_key, page)
);

create index part_item_by_parent on part_item (parent_id);

-- What the items see of the run around them.
create table part_outer (
    group_key varchar(64) primary key,
    parent_id varchar(64) not null,
    content varchar not null
);

create index part_outer_by_parent on part_outer (parent_id);

-- The run of each item, the latest if there were several.
create table child_run (
    group_key varchar(64) not null,
    idx integer not null,
    parent_id varchar(64) not null,
    run_id varchar(64) not null,
    attempt integer not null,
    outcome varchar(10) not null,
    output varchar not null,
    failure varchar not null,
    ended_at bigint,
    primary key (group_key, idx)
);

create index child_run_by_parent on child_run (parent_id);
create index child_run_by_run on child_run (run_id);

-- Why: what many people may do is granted once, to a group of them.
create table people_group (
    name varchar(64) primary key,
    description varchar(400) not null,
    created_at bigint not null,
    created_by varchar(200) not null
);

-- `source` is empty for who was put in by hand, else the identity provider that told it at the last sign-in there.
create table group_member (
    group_name varchar(64) not null references people_group on delete cascade,
    user_name varchar(200) not null references user_account on delete cascade,
    source varchar(64) not null,
    primary key (group_name, user_name, source)
);

create index group_member_by_user on group_member (user_name);

create table group_role (
    group_name varchar(64) not null references people_group on delete cascade,
    project varchar(64) not null references project,
    role varchar(40) not null,
    primary key (group_name, project, role)
);

create index group_role_by_project on group_role (project);

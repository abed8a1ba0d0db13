-- Why: whoever sets a sender up sees whether it has got through. A row a trigger, or an address that all share.
create table trigger_contact (
    project varchar(64) not null,
    workflow_id varchar(64) not null,
    node varchar(64) not null,
    received_at bigint,
    refused_at bigint,
    primary key (project, workflow_id, node)
);

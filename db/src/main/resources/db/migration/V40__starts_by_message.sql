-- Why: workflows begin by messages and signals: what may begin by a kept message, and who sent it.

-- When to look next for what begins by it; none when that is settled. A message of an earlier release begins nothing.
alter table message add column starts_at bigint;
alter table message add column project varchar(64);

-- How many messages and signals of runs lie between it and what came from outside.
alter table message add column chain integer default 0 not null;
alter table message add column sender_kind varchar(40);
alter table message add column sender varchar(200);

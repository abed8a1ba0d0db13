-- Why: lists tell which runs try a draft; ticks of schedules are remembered as events, so that nothing uses their table.

-- What a trial changes, for people: pinned nodes, where it begins, where it ends (`a,b|from|until`); empty in earnest.
alter table run add column trial varchar;

drop table schedule_tick;

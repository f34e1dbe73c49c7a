-- 变更次数: how often anything was committed; what was computed from the database holds while it stands still.
insert into stamps (name, stamp) values ('changes', 1);

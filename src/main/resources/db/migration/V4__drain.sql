-- A host that is being emptied: who ordered it, when, whether it pauses, and how many instances it had then. It stays so when it is
-- empty, until somebody ends the drain.
alter table host add column drain_since timestamp with time zone;
alter table host add column drain_by varchar(128) default '' not null;
alter table host add column drain_paused boolean default false not null;
alter table host add column drain_instances integer default 0 not null;

-- An instance on the move: another takes its place on another host before it ends.
alter table instance add column moving boolean default false not null;

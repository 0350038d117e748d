-- What people say of a host, and the memory of it that is for others than instances.
alter table host add column labels varchar(8192) default '' not null; -- "disk=ssd, zone=a"
alter table host add column reserved_memory_bytes bigint default 0 not null;

-- Which hosts may run a process; frozen with a release, and with each instance that is made of it.
alter table release add column placement_constraints varchar(8192) default '' not null; -- "disk=ssd, zone in (a, b)"
alter table release add column at_most_per_host integer default 0 not null; -- 0: no limit
alter table instance add column placement_constraints varchar(8192) default '' not null;
alter table instance add column at_most_per_host integer default 0 not null;

-- The rebalance that is under way, if one is: who ordered it, when, whether it pauses, and which instances it still has to move.
create table rebalance (
    id         integer primary key,                  -- always 1
    since      timestamp with time zone not null,
    ordered_by varchar(128)             not null,
    paused     boolean                  not null,
    instances  integer                  not null,    -- when it was ordered
    moves      varchar(65535)           not null,    -- JSON array
    version    bigint                   not null
);

-- What people say of an app.
alter table app add column labels varchar(8192) default '' not null; -- "team=shop"

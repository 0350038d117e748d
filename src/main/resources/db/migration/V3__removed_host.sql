-- A removed host's subnet is never given out again: a router that was cut off may still send to its addresses.
create table removed_host (
    id         uuid primary key,
    name       varchar(63)              not null,
    subnet     varchar(43)              not null unique,
    removed_at timestamp with time zone not null
);

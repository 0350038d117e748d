-- What a route leads to: a process of its app, at one of its ports.
alter table route add column destination_process varchar(32) default 'web' not null;
alter table route add column destination_port integer default 0 not null; -- 0: the process's own

-- A port of every host's router that leads to an app.
create table tcp_route (
    id                  uuid primary key,
    organization_id     uuid                     not null,
    space_id            uuid                     not null,
    app_id              uuid                     not null references app (id),
    port                integer                  not null unique,
    destination_process varchar(32)              not null,
    destination_port    integer                  not null, -- 0: the process's own
    created_at          timestamp with time zone not null,
    version             bigint                   not null
);
create index tcp_route_by_app on tcp_route (app_id);

-- How instances are placed, where administrators have said so; a column without a value goes by the property.
create table placement_settings (
    id             integer primary key,               -- always 1
    policy         varchar(16),                       -- BALANCE, BIN_PACK
    cpu_overcommit double precision,
    version        bigint                   not null
);
